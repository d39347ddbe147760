package dev.sapa.auth.company;

import dev.sapa.events.CompanyChanged.PortalAccess;
import dev.sapa.events.CompanyLimits;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a company; null leaves what is there.
 *
 * @param retentionDays how long what visitors say is kept; 0 for ever
 * @param branding      takes the place of the one before, as a whole
 * @param limits        the same
 */
public record CompanyChange(
        @Nullable String name,
        @Nullable Boolean active,
        @Nullable PortalAccess portalAccess,
        @Nullable List<String> hosts,
        @Nullable List<String> origins,
        @Nullable String timeZone,
        @Nullable List<String> languages,
        @Nullable Integer retentionDays,
        @Nullable Branding branding,
        @Nullable CompanyLimits limits) {

    /** Settings of a company whose visitors are all admitted by an unguessable id. */
    public static CompanyChange openPortal(String timeZone) {
        return new CompanyChange(null, null, PortalAccess.OPEN, null, null, timeZone, null, null, null, null);
    }

    boolean forEver() {
        return retentionDays != null && retentionDays == 0;
    }

    /** Whether it touches what the installation decides, not the company. */
    boolean isForOperators() {
        return active != null || hosts != null || limits != null;
    }

    public static CompanyChange none() {
        return new CompanyChange(null, null, null, null, null, null, null, null, null, null);
    }
}
