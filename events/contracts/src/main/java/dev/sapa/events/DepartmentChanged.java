package dev.sapa.events;

import java.util.UUID;

/**
 * A department was created, renamed or closed down; carries the whole state.
 *
 * @param version counts every change of this department from 1, without gaps
 * @param active  false when it no longer takes conversations
 * @param desk    where its conversations are answered
 */
public record DepartmentChanged(
        UUID departmentId, UUID companyId, long version, String name, boolean active, Desk desk) {

    public static final String TYPE = "sapa.auth.department-changed.v1";

    /** Departments of before desks are answered here. */
    public DepartmentChanged {
        desk = Desk.orOurs(desk);
    }

    /** One that is answered here. */
    public DepartmentChanged(UUID departmentId, UUID companyId, long version, String name, boolean active) {
        this(departmentId, companyId, version, name, active, Desk.SAPA);
    }
}
