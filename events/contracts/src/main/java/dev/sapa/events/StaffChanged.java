package dev.sapa.events;

import java.util.List;
import java.util.UUID;

/**
 * A staff user was created or changed; carries the whole state.
 *
 * @param number        dense integer of the installation, for clients that need one
 * @param companyId     the company it belongs to; operators belong to the installation's first company
 * @param version       counts every change of this staff user from 1, without gaps
 * @param active        false when it may no longer sign in
 * @param departmentIds the departments it helps in; the first one is its home
 */
public record StaffChanged(
        UUID staffId,
        long number,
        UUID companyId,
        long version,
        String email,
        String username,
        String name,
        Role role,
        boolean active,
        List<UUID> departmentIds) {

    public static final String TYPE = "sapa.auth.staff-changed.v1";

    /** What a staff user may do; each may do what the ones after it may. */
    public enum Role {
        OPERATOR,
        ADMIN,
        SUPERVISOR,
        AGENT;

        @Override
        public String toString() {
            return Wire.name(this);
        }
    }
}
