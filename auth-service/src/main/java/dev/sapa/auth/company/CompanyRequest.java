package dev.sapa.auth.company;

import dev.sapa.events.CompanyChanged.PortalAccess;
import dev.sapa.events.CompanyLimits;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What operators send about companies, and admins about their own. */
final class CompanyRequest {

    private static final String HOST = "[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?(:[0-9]{1,5})?";
    private static final String ORIGIN = "https?://[A-Za-z0-9.:\\[\\]-]{1,255}";
    private static final String LANGUAGE = "[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}";
    private static final String COLOR = "#[0-9a-fA-F]{6}";
    private static final String LOGO = "(https://[^\\s\"'<>\\\\]{1,1000}|/[^\\s\"'<>\\\\/][^\\s\"'<>\\\\]{0,1000})";
    private static final String NO_NUL = "[^\\x00]*";
    private static final String SLUG = "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?";

    private CompanyRequest() {}

    record Create(
            @NotBlank @Pattern(regexp = SLUG) String slug,
            @NotBlank @Size(max = 200) String name,
            @Nullable @Pattern(regexp = "open|strict") String portalAccess,
            @Nullable @Size(max = 50) List<@Pattern(regexp = HOST) String> hosts,
            @Nullable @Size(max = 50) List<@Pattern(regexp = ORIGIN) String> origins,
            @Nullable @Size(max = 64) String timeZone,
            @Nullable @Valid Limits limits) {

        CompanyChange settings() {
            return CompanyRequest.change(
                    null, null, portalAccess, hosts, origins, timeZone, null, null, null, Limits.of(limits));
        }
    }

    record Patch(
            @Nullable @Size(min = 1, max = 200) String name,
            @Nullable Boolean active,
            @Nullable @Pattern(regexp = "open|strict") String portalAccess,
            @Nullable @Size(max = 50) List<@Pattern(regexp = HOST) String> hosts,
            @Nullable @Size(max = 50) List<@Pattern(regexp = ORIGIN) String> origins,
            @Nullable @Size(max = 64) String timeZone,
            @Nullable @Size(min = 1, max = 20) List<@NotNull @Pattern(regexp = LANGUAGE) String> languages,
            @Nullable @Min(0) @Max(36_500) Integer retentionDays,
            @Nullable @Valid Brand branding,
            @Nullable @Valid Limits limits) {

        CompanyChange change() {
            return CompanyRequest.change(
                    name,
                    active,
                    portalAccess,
                    hosts,
                    origins,
                    timeZone,
                    languages == null ? null : languages.stream().distinct().toList(),
                    retentionDays,
                    branding == null ? null : branding.branding(),
                    Limits.of(limits));
        }
    }

    /**
     * How the company wants to be seen; what is absent is left to whoever shows it.
     *
     * @param logoUrl an {@code https} address, or a path on this host
     */
    record Brand(
            @Nullable @Size(max = 100) @Pattern(regexp = NO_NUL)
            String name,

            @Nullable @Pattern(regexp = COLOR) String color,
            @Nullable @Pattern(regexp = LOGO) String logoUrl,

            @Nullable @Size(max = 500) @Pattern(regexp = NO_NUL, flags = Pattern.Flag.DOTALL)
            String greeting) {

        Branding branding() {
            return new Branding(
                    said(name), color == null ? null : color.toLowerCase(Locale.ROOT), logoUrl, said(greeting));
        }

        private static @Nullable String said(@Nullable String text) {
            return text == null || text.isBlank() ? null : text.strip();
        }
    }

    /** How much it may use; what is absent is what the installation gives everybody. */
    record Limits(
            @Nullable @Positive @Max(10_000) Integer messagesPerMinute,
            @Nullable @Positive @Max(10_000_000) Integer openConversations,
            @Nullable @Positive @Max(1_000_000) Integer seats,
            @Nullable @Positive @Max(10_000_000) Integer uploadMbPerDay) {

        static @Nullable CompanyLimits of(@Nullable Limits given) {
            return given == null
                    ? null
                    : new CompanyLimits(
                            given.messagesPerMinute, given.openConversations, given.seats, given.uploadMbPerDay);
        }
    }

    private static CompanyChange change(
            @Nullable String name,
            @Nullable Boolean active,
            @Nullable String portalAccess,
            @Nullable List<String> hosts,
            @Nullable List<String> origins,
            @Nullable String timeZone,
            @Nullable List<String> languages,
            @Nullable Integer retentionDays,
            @Nullable Branding branding,
            @Nullable CompanyLimits limits) {
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
                timeZone,
                languages,
                retentionDays,
                branding,
                limits);
    }
}
