package dev.sapa.gateway.livechat.staff;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sapa.gateway.livechat.NativeObject;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A staff user; what is absent is left out.
 *
 * @param departmentId its home
 * @param active       whether it may sign in; absent where nobody asked
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StaffItem(
        @Nullable UUID id,
        long number,
        @Nullable UUID companyId,
        String email,
        @Nullable String username,
        String name,
        String role,
        @Nullable String phone,
        @Nullable String departmentId,
        List<String> departmentIds,
        List<Department> departments,
        @JsonProperty("is_active") @Nullable Boolean active) {

    /** A department by name. */
    public record Department(@Nullable UUID id, @Nullable String name) {}

    public static StaffItem of(NativeObject user) {
        var departments = user.texts("department_ids");
        return new StaffItem(
                user.id("id"),
                user.number("number"),
                user.id("company_id"),
                user.said("email"),
                user.text("username"),
                user.said("name"),
                user.said("role"),
                user.text("phone"),
                departments.isEmpty() ? null : departments.get(0),
                departments,
                user.objects("departments").stream()
                        .map(department -> new Department(department.id("id"), department.text("name")))
                        .toList(),
                user.text("active") == null ? null : user.isTrue("active"));
    }
}
