package dev.sapa.auth.login;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** What people send to sign in, stay signed in and sign out. */
final class LoginRequest {

    private LoginRequest() {}

    /**
     * Credentials.
     *
     * @param login e-mail address or user name, in any case
     */
    record Login(
            @NotBlank @Size(max = 254) String login,
            @NotBlank @Size(max = 1024) String password) {}

    record Refresh(@NotBlank @Size(max = 4096) String refreshToken) {}

    /**
     * Ends the caller's log-in.
     *
     * @param refreshToken of another log-in of the same staff user that is to end, too
     */
    record Logout(@Nullable @Size(max = 4096) String refreshToken) {}

    record ChangePassword(
            @NotBlank @Size(max = 1024) String currentPassword,
            @NotBlank @Size(max = 1024) String newPassword) {}
}
