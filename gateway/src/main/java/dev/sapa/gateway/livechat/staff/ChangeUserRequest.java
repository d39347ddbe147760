package dev.sapa.gateway.livechat.staff;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sapa.gateway.livechat.Field;
import dev.sapa.gateway.livechat.LivechatProblem;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What changes of a staff user; what is absent stays.
 *
 * @param departmentId the only department from now on; an empty text means none
 * @param isActive     whether it may sign in
 */
record ChangeUserRequest(
        @Nullable String email,
        @Nullable String name,
        @Nullable String username,
        @Nullable String phone,
        @Nullable String role,
        @Nullable String departmentId,
        @Nullable List<String> departmentIds,
        @Nullable Boolean isActive,
        @Nullable Boolean active,
        @Nullable String password) {

    /** Auth-service's change; what is null is not sent. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Change(
            @Nullable String email,
            @Nullable String username,
            @Nullable String name,
            @Nullable String phone,
            @Nullable String role,
            @Nullable List<UUID> departmentIds,
            @Nullable Boolean active,
            @Nullable String password) {

        /** The password must not reach a log. */
        @Override
        public String toString() {
            return "Change";
        }
    }

    /** Fails with 400 when something is malformed. */
    Change change() {
        if (role != null && !RegisterRequest.ROLES.contains(role)) {
            throw LivechatProblem.invalid("Role must be 'admin' or 'agent'", "validation failed");
        }
        if (password != null) {
            RegisterRequest.requireLong(password);
        }
        return new Change(
                Field.email("email", email),
                Field.said(username),
                Field.said(name),
                Field.said(phone),
                role,
                departments(),
                isActive == null ? active : isActive,
                password);
    }

    private @Nullable List<UUID> departments() {
        if (departmentIds != null) {
            return departmentIds.stream()
                    .map(id -> Field.uuid("department_ids", id))
                    .toList();
        }
        if (departmentId == null) {
            return null;
        }
        return departmentId.isBlank() ? List.of() : List.of(Field.uuid("department_id", departmentId));
    }

    /** The password must not reach a log. */
    @Override
    public String toString() {
        return "ChangeUserRequest";
    }
}
