package dev.sapa.auth.department;

import java.util.UUID;

/** A department as everybody who is signed in at its company sees it. */
public record DepartmentView(UUID id, UUID companyId, String name, boolean active, long version) {}
