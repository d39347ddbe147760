package dev.sapa.gateway.livechat.visitor;

import dev.sapa.gateway.livechat.NativeObject;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The answer to a link: the same in {@code data} and beside it. */
record LinkAnswer(
        boolean success,
        String message,
        Data data,
        @Nullable UUID chatUserId) {

    private static final String MESSAGE = "Successfully linked to OSS account";

    record Data(@Nullable UUID chatUserId, String message) {}

    static LinkAnswer of(NativeObject linked) {
        var id = new NativeObject(linked.json().path("visitor")).id("id");
        return new LinkAnswer(true, MESSAGE, new Data(id, MESSAGE), id);
    }
}
