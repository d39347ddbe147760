package dev.sapa.auth.company;

import dev.sapa.events.CompanyLimits;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A company as operators and its admins see it.
 *
 * @param portalAccess     {@code open} or {@code strict}
 * @param languages        as in BCP 47, the preferred one first
 * @param retentionDays    how long what visitors say is kept; null for ever
 * @param limits           how much it may use; null is what the installation gives everybody
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
        List<String> languages,
        @Nullable Integer retentionDays,
        Branding branding,
        CompanyLimits limits,
        boolean hasVisitorSecret,
        long version) {}
