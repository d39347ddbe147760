package dev.sapa.gateway.livechat.visitor;

import dev.sapa.gateway.livechat.NativeObject;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a contact: the same in {@code data} and beside it, but that {@code data.message} tells a repeat from the
 * first time, as seed 002's backend does.
 */
record ContactAnswer(
        boolean success,
        String message,
        Data data,
        @Nullable UUID contactId) {

    private static final String MESSAGE = "Contact information set successfully";
    private static final String AGAIN = "Contact information updated successfully";

    record Data(@Nullable UUID contactId, String message) {}

    static ContactAnswer of(NativeObject contact) {
        var id = contact.id("id");
        var isFirst = contact.text("created") == null || contact.isTrue("created");
        return new ContactAnswer(true, MESSAGE, new Data(id, isFirst ? MESSAGE : AGAIN), id);
    }
}
