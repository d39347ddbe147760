package dev.sapa.gateway.livechat.login;

import dev.sapa.gateway.livechat.NativeObject;
import dev.sapa.gateway.livechat.staff.StaffItem;
import org.jspecify.annotations.Nullable;

/**
 * A log-in: two tokens and whose they are.
 *
 * @param expiresIn seconds that the access token lives
 * @param expiresAt when it ends
 */
record LoginView(
        String accessToken,
        String refreshToken,
        String tokenType,
        long expiresIn,
        @Nullable String expiresAt,
        StaffItem user) {

    static LoginView of(NativeObject login) {
        return new LoginView(
                login.said("access_token"),
                login.said("refresh_token"),
                "Bearer",
                login.number("expires_in"),
                login.text("expires_at"),
                StaffItem.of(new NativeObject(login.json().path("user"))));
    }

    /** The tokens must not reach a log. */
    @Override
    public String toString() {
        return "LoginView[" + user.id() + "]";
    }
}
