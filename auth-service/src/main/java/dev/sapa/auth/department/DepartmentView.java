package dev.sapa.auth.department;

import java.util.UUID;

/**
 * A department as everybody who is signed in at its company sees it.
 *
 * @param desk where its conversations are answered: {@code sapa}, or {@code salesforce} by way of the bridge
 */
public record DepartmentView(UUID id, UUID companyId, String name, boolean active, String desk, long version) {}
