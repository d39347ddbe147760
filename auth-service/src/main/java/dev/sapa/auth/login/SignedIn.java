package dev.sapa.auth.login;

import dev.sapa.auth.staff.StaffView;
import dev.sapa.auth.token.IssuedToken;
import java.time.Instant;

/**
 * The answer to a log-in or refresh.
 *
 * @param expiresIn seconds the access token is good
 */
record SignedIn(
        String accessToken, String refreshToken, String tokenType, long expiresIn, Instant expiresAt, StaffView user) {

    static SignedIn with(IssuedToken access, String refreshToken, StaffView user) {
        return new SignedIn(
                access.text(), refreshToken, "Bearer", access.lifetime().toSeconds(), access.expiresAt(), user);
    }

    /** Keeps the tokens out of logs. */
    @Override
    public String toString() {
        return "SignedIn[" + user.id() + "]";
    }
}
