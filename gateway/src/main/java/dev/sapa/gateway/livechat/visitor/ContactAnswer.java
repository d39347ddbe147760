package dev.sapa.gateway.livechat.visitor;

import dev.sapa.gateway.livechat.NativeObject;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The answer to a contact: the same in {@code data} and beside it. */
record ContactAnswer(
        boolean success,
        String message,
        Data data,
        @Nullable UUID contactId) {

    private static final String MESSAGE = "Contact information set successfully";

    record Data(@Nullable UUID contactId, String message) {}

    static ContactAnswer of(NativeObject contact) {
        var id = contact.id("id");
        return new ContactAnswer(true, MESSAGE, new Data(id, MESSAGE), id);
    }
}
