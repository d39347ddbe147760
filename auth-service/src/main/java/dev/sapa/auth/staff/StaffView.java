package dev.sapa.auth.staff;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A staff user as colleagues see it.
 *
 * @param number        dense integer of the installation, for clients that need one
 * @param departmentIds where it helps, its home first
 * @param departments   the same with their names
 */
public record StaffView(
        UUID id,
        long number,
        UUID companyId,
        String email,
        String username,
        String name,
        String role,
        boolean active,
        List<UUID> departmentIds,
        List<DepartmentName> departments,
        @Nullable String phone,
        long version) {

    public record DepartmentName(UUID id, String name) {}
}
