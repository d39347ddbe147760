package dev.sapa.auth.token;

import java.util.List;
import java.util.UUID;

/**
 * Whom an access token of a staff user is about.
 *
 * @param sessionId     the log-in it belongs to
 * @param departmentIds where the staff user helps, its home first
 */
public record Identity(
        UUID staffId,
        long number,
        UUID companyId,
        String role,
        String email,
        String username,
        String name,
        List<UUID> departmentIds,
        UUID sessionId) {}
