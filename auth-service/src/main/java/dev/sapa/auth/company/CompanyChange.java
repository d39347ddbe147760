package dev.sapa.auth.company;

import dev.sapa.events.CompanyChanged.PortalAccess;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Settings of a company; null leaves what is there. */
public record CompanyChange(
        @Nullable String name,
        @Nullable Boolean active,
        @Nullable PortalAccess portalAccess,
        @Nullable List<String> hosts,
        @Nullable List<String> origins,
        @Nullable String timeZone) {

    /** Settings of a company whose visitors are all admitted by an unguessable id. */
    public static CompanyChange openPortal(String timeZone) {
        return new CompanyChange(null, null, PortalAccess.OPEN, null, null, timeZone);
    }

    public static CompanyChange none() {
        return new CompanyChange(null, null, null, null, null, null);
    }
}
