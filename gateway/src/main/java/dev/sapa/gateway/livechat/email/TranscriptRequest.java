package dev.sapa.gateway.livechat.email;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sapa.gateway.livechat.Field;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which session's transcript goes where.
 *
 * @param email the visitor's own address unless named; {@code to} is the same
 */
record TranscriptRequest(
        @Nullable String sessionId,
        @Nullable String email,
        @Nullable String to) {

    /** Chat-service's mailing; what is null is not sent. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Mailing(@Nullable String email) {}

    UUID conversation() {
        return Field.uuid("session_id", sessionId);
    }

    /** Fails with 400 for a malformed address. */
    Mailing mailing() {
        return new Mailing(email == null ? Field.email("to", to) : Field.email("email", email));
    }
}
