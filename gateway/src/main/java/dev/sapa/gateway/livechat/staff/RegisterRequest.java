package dev.sapa.gateway.livechat.staff;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sapa.gateway.livechat.Field;
import dev.sapa.gateway.livechat.LivechatProblem;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A new staff user.
 *
 * @param password at least {@value #PASSWORD_AT_LEAST} characters
 * @param role     {@code admin}, {@code supervisor} or {@code agent}
 */
public record RegisterRequest(
        @Nullable String email,
        @Nullable String password,
        @Nullable String name,
        @Nullable String role,
        @Nullable String departmentId,
        @Nullable String username,
        @Nullable String phone) {

    private static final int PASSWORD_AT_LEAST = 6;
    static final Set<String> ROLES = Set.of("admin", "supervisor", "agent");

    /** Auth-service's new staff user; what is null is not sent. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Create(
            String email,
            @Nullable String username,
            String name,
            @Nullable String phone,
            String role,
            String password,
            @Nullable List<UUID> departmentIds) {

        /** The password must not reach a log. */
        @Override
        public String toString() {
            return "Create";
        }
    }

    /** Fails with 400 when something is missing or malformed. */
    Create create() {
        if (password == null || Field.said(email) == null || Field.said(name) == null || Field.said(role) == null) {
            throw invalid("Email, password, name, and role are required");
        }
        if (!ROLES.contains(Field.required("role", role))) {
            throw invalid("Role must be 'admin' or 'agent'");
        }
        requireLong(password);
        Field.email("email", email);
        return new Create(
                Field.required("email", email),
                Field.said(username),
                Field.required("name", name),
                Field.said(phone),
                Field.required("role", role),
                password,
                Field.said(departmentId) == null ? null : List.of(Field.uuid("department_id", departmentId)));
    }

    /** Fails with 400 for a password that is too short. */
    static void requireLong(String password) {
        if (password.length() < PASSWORD_AT_LEAST) {
            throw invalid("Password must have at least " + PASSWORD_AT_LEAST + " characters");
        }
    }

    private static RuntimeException invalid(String message) {
        return LivechatProblem.invalid(message, "validation failed");
    }

    /** The password must not reach a log. */
    @Override
    public String toString() {
        return "RegisterRequest";
    }
}
