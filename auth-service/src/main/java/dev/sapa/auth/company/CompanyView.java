package dev.sapa.auth.company;

import java.util.List;
import java.util.UUID;

/**
 * A company as operators and its admins see it.
 *
 * @param portalAccess     {@code open} or {@code strict}
 * @param hasVisitorSecret whether the company signs tokens for its visitors
 */
public record CompanyView(
        UUID id,
        String slug,
        String name,
        boolean active,
        String portalAccess,
        List<String> hosts,
        List<String> origins,
        String timeZone,
        boolean hasVisitorSecret,
        long version) {}
