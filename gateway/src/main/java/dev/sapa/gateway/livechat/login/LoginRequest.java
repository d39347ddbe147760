package dev.sapa.gateway.livechat.login;

import dev.sapa.gateway.livechat.Field;
import dev.sapa.gateway.livechat.LivechatProblem;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who signs in: seed 002 names the e-mail address; {@code login}, {@code username} and {@code identifier} do as well. */
record LoginRequest(
        @Nullable String email,
        @Nullable String login,
        @Nullable String username,
        @Nullable String identifier,
        @Nullable String password) {

    /** Auth-service's log-in. */
    record Credentials(String login, String password) {

        /** The password must not reach a log. */
        @Override
        public String toString() {
            return "Credentials";
        }
    }

    /** Fails with 400 when the name or the password is missing. */
    Credentials credentials() {
        var name = Stream.of(email, login, username, identifier)
                .map(Field::said)
                .filter(Objects::nonNull)
                .findFirst();
        if (name.isEmpty() || password == null || password.isEmpty()) {
            throw incomplete();
        }
        return new Credentials(name.get(), password);
    }

    static RuntimeException incomplete() {
        return LivechatProblem.invalid("Email and password are required", "validation failed");
    }

    /** The password must not reach a log. */
    @Override
    public String toString() {
        return "LoginRequest";
    }
}
