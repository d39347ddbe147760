package dev.sapa.events;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A company was created or its settings changed; carries the whole state.
 *
 * @param version     counts every change of this company from 1, without gaps
 * @param slug        the company's name in requests, lower case, unique in the installation
 * @param active      false while the company is suspended: nobody signs in and no conversation starts
 * @param portalAccess how a visitor without a capability is treated
 * @param hosts       host names that stand for this company where no credential or session names one
 * @param origins     origins whose browsers may call on the company's behalf; empty means none beside our own
 * @param timeZone    IANA zone for people's times, for example {@code Asia/Jakarta}
 * @param retentionDays how long what visitors say is kept; null for ever, and in records older than this member
 * @param limits     how much it may use
 */
public record CompanyChanged(
        UUID companyId,
        long version,
        String slug,
        String name,
        boolean active,
        PortalAccess portalAccess,
        List<String> hosts,
        List<String> origins,
        String timeZone,
        @Nullable Integer retentionDays,
        CompanyLimits limits) {

    /** Records of before limits have none. */
    public CompanyChanged {
        limits = limits == null ? CompanyLimits.NONE : limits;
    }

    /** One without limits of its own. */
    public CompanyChanged(
            UUID companyId,
            long version,
            String slug,
            String name,
            boolean active,
            PortalAccess portalAccess,
            List<String> hosts,
            List<String> origins,
            String timeZone,
            @Nullable Integer retentionDays) {
        this(
                companyId,
                version,
                slug,
                name,
                active,
                portalAccess,
                hosts,
                origins,
                timeZone,
                retentionDays,
                CompanyLimits.NONE);
    }

    public static final String TYPE = "sapa.auth.company-changed.v1";

    /** Whether an unguessable session id alone admits to that session ({@code open}) or a capability is needed. */
    public enum PortalAccess {
        OPEN,
        STRICT;

        @Override
        public String toString() {
            return Wire.name(this);
        }
    }
}
