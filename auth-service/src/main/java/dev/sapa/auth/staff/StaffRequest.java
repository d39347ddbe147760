package dev.sapa.auth.staff;

import dev.sapa.events.StaffChanged.Role;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What admins send about staff. */
final class StaffRequest {

    static final String EMAIL = "[^@\\s]{1,64}@[^@\\s]{1,189}";
    static final String USERNAME = "[^@\\s]{1,64}";
    static final String ROLE = "operator|admin|supervisor|agent";

    private StaffRequest() {}

    /**
     * A staff user to be.
     *
     * @param username  when it is left out, the part of the e-mail address before the {@code @}, made free by a number
     * @param companyId for operators: whose staff user; the caller's own company by default
     */
    record Create(
            @NotBlank @Pattern(regexp = EMAIL) String email,
            @Nullable @Pattern(regexp = USERNAME) String username,
            @NotBlank @Size(max = 200) String name,
            @Nullable @Size(max = 50) String phone,
            @NotNull @Pattern(regexp = ROLE) String role,
            @NotNull @Size(min = 1, max = 1024) String password,
            @Nullable @Size(max = 50) List<@NotNull UUID> departmentIds,
            @Nullable UUID companyId) {

        Role wantedRole() {
            return Role.valueOf(role.toUpperCase(Locale.ROOT));
        }

        List<UUID> departments() {
            return departmentIds == null
                    ? List.of()
                    : departmentIds.stream().distinct().toList();
        }
    }

    /**
     * A change; what is null stays.
     *
     * @param password a new one, given by an admin; ends every log-in of the staff user
     */
    record Patch(
            @Nullable @Pattern(regexp = EMAIL) String email,
            @Nullable @Pattern(regexp = USERNAME) String username,
            @Nullable @Size(min = 1, max = 200) String name,
            @Nullable @Size(max = 50) String phone,
            @Nullable @Pattern(regexp = ROLE) String role,
            @Nullable Boolean active,
            @Nullable @Size(min = 1, max = 1024) String password,
            @Nullable @Size(max = 50) List<@NotNull UUID> departmentIds) {

        StaffChange change() {
            return new StaffChange(
                    email,
                    username,
                    name,
                    phone,
                    role == null ? null : Role.valueOf(role.toUpperCase(Locale.ROOT)),
                    active,
                    departmentIds == null
                            ? null
                            : departmentIds.stream().distinct().toList());
        }
    }
}
