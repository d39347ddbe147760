package dev.sapa.auth.company;

import dev.sapa.events.CompanyChanged.PortalAccess;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What operators send about companies. */
final class CompanyRequest {

    private static final String HOST = "[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?(:[0-9]{1,5})?";
    private static final String ORIGIN = "https?://[A-Za-z0-9.:\\[\\]-]{1,255}";
    private static final String SLUG = "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?";

    private CompanyRequest() {}

    record Create(
            @NotBlank @Pattern(regexp = SLUG) String slug,
            @NotBlank @Size(max = 200) String name,
            @Nullable @Pattern(regexp = "open|strict") String portalAccess,
            @Nullable @Size(max = 50) List<@Pattern(regexp = HOST) String> hosts,
            @Nullable @Size(max = 50) List<@Pattern(regexp = ORIGIN) String> origins,
            @Nullable @Size(max = 64) String timeZone) {

        CompanyChange settings() {
            return CompanyRequest.change(null, null, portalAccess, hosts, origins, timeZone);
        }
    }

    record Patch(
            @Nullable @Size(min = 1, max = 200) String name,
            @Nullable Boolean active,
            @Nullable @Pattern(regexp = "open|strict") String portalAccess,
            @Nullable @Size(max = 50) List<@Pattern(regexp = HOST) String> hosts,
            @Nullable @Size(max = 50) List<@Pattern(regexp = ORIGIN) String> origins,
            @Nullable @Size(max = 64) String timeZone) {

        CompanyChange change() {
            return CompanyRequest.change(name, active, portalAccess, hosts, origins, timeZone);
        }
    }

    private static CompanyChange change(
            @Nullable String name,
            @Nullable Boolean active,
            @Nullable String portalAccess,
            @Nullable List<String> hosts,
            @Nullable List<String> origins,
            @Nullable String timeZone) {
        if (timeZone != null && !ZoneId.getAvailableZoneIds().contains(timeZone)) {
            throw CompanyProblem.unknownTimeZone();
        }
        return new CompanyChange(
                name,
                active,
                portalAccess == null ? null : PortalAccess.valueOf(portalAccess.toUpperCase(Locale.ROOT)),
                hosts == null
                        ? null
                        : hosts.stream()
                                .map(host -> host.toLowerCase(Locale.ROOT))
                                .distinct()
                                .sorted()
                                .toList(),
                origins == null ? null : origins.stream().distinct().toList(),
                timeZone);
    }
}
