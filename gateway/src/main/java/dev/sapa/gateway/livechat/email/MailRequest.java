package dev.sapa.gateway.livechat.email;

import dev.sapa.gateway.livechat.Field;
import dev.sapa.gateway.livechat.LivechatProblem;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What goes to whom.
 *
 * <p>Every name is a member of its own: the parser answers two names of one member with an internal error.
 *
 * @param to   one address; {@code email} and {@code recipient} are the same
 * @param body plain text; {@code message}, {@code text} and {@code content} are the same
 */
record MailRequest(
        @Nullable String to,
        @Nullable String email,
        @Nullable String recipient,
        @Nullable String subject,
        @Nullable String body,
        @Nullable String message,
        @Nullable String text,
        @Nullable String content) {

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
        return new Letter(address, line, Field.required("body", first(body, message, text, content)));
    }

    /** Fails with 400 for what is no address. */
    Colleague colleague() {
        return new Colleague(address());
    }

    private String address() {
        var address = first(to, email, recipient);
        Field.required("to", address);
        return String.valueOf(Field.email("to", address));
    }

    private static @Nullable String first(@Nullable String... names) {
        return Stream.of(names).filter(Objects::nonNull).findFirst().orElse(null);
    }
}
