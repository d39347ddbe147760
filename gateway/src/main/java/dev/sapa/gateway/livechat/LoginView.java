package dev.sapa.gateway.livechat;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;
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
        User user) {

    /**
     * A staff user; what is absent is left out.
     *
     * @param departmentId its home
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record User(
            @Nullable UUID id,
            long number,
            @Nullable UUID companyId,
            String email,
            @Nullable String username,
            String name,
            String role,
            @Nullable String phone,
            @Nullable String departmentId,
            List<String> departmentIds) {

        static User of(NativeObject user) {
            var departments = user.texts("department_ids");
            return new User(
                    user.id("id"),
                    user.number("number"),
                    user.id("company_id"),
                    user.said("email"),
                    user.text("username"),
                    user.said("name"),
                    user.said("role"),
                    user.text("phone"),
                    departments.isEmpty() ? null : departments.get(0),
                    departments);
        }
    }

    static LoginView of(NativeObject login) {
        return new LoginView(
                login.said("access_token"),
                login.said("refresh_token"),
                "Bearer",
                login.number("expires_in"),
                login.text("expires_at"),
                User.of(new NativeObject(login.json().path("user"))));
    }

    /** The tokens must not reach a log. */
    @Override
    public String toString() {
        return "LoginView[" + user.id() + "]";
    }
}
