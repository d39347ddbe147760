package dev.sapa.gateway.livechat.email;

import com.fasterxml.jackson.annotation.JsonAlias;
import dev.sapa.gateway.livechat.Field;
import dev.sapa.gateway.livechat.LivechatProblem;
import org.jspecify.annotations.Nullable;

/**
 * What goes to whom.
 *
 * @param to   one address; {@code email} and {@code recipient} are the same
 * @param body plain text; {@code message}, {@code text} and {@code content} are the same
 */
record MailRequest(
        @JsonAlias({"email", "recipient"}) @Nullable String to,
        @Nullable String subject,
        @JsonAlias({"message", "text", "content"}) @Nullable String body) {

    private static final int SUBJECT_AT_MOST = 200;

    /** Auth-service's letter. */
    record Letter(String to, String subject, String text) {}

    /** Auth-service's colleague. */
    record Colleague(String email) {}

    /** Fails with 400 when something is missing or malformed. */
    Letter letter() {
        var address = address();
        var line = Field.required("subject", subject);
        if (line.length() > SUBJECT_AT_MOST || line.chars().anyMatch(Character::isISOControl)) {
            throw LivechatProblem.body("subject must be one line of at most " + SUBJECT_AT_MOST + " characters");
        }
        return new Letter(address, line, Field.required("body", body));
    }

    /** Fails with 400 for what is no address. */
    Colleague colleague() {
        return new Colleague(address());
    }

    private String address() {
        Field.required("to", to);
        return String.valueOf(Field.email("to", to));
    }
}
