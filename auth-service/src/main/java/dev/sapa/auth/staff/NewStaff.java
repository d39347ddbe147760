package dev.sapa.auth.staff;

import dev.sapa.events.StaffChanged.Role;
import java.util.List;
import java.util.UUID;

/**
 * A staff user to be.
 *
 * @param departmentIds where it helps, its home first
 */
public record NewStaff(
        UUID id, UUID companyId, Profile profile, Role role, String passwordHash, List<UUID> departmentIds) {

    /** Keeps the hash out of logs. */
    @Override
    public String toString() {
        return "NewStaff[" + id + "]";
    }
}
