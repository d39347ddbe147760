package dev.sapa.events;

import java.util.UUID;

/**
 * A department was created, renamed or closed down; carries the whole state.
 *
 * @param version counts every change of this department from 1, without gaps
 * @param active  false when it no longer takes conversations
 */
public record DepartmentChanged(UUID departmentId, UUID companyId, long version, String name, boolean active) {

    public static final String TYPE = "sapa.auth.department-changed.v1";
}
