package dev.sapa.auth.company;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sapa.events.CompanyChanged.PortalAccess;
import dev.sapa.events.CompanyLimits;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CompanyTest {

    private final Company company = new Company(UUID.randomUUID(), "Acme", "Acme Ltd", Instant.EPOCH);

    @Test
    void is_strict_and_known_by_a_lower_case_slug_from_the_beginning() {
        assertThat(company.slug()).isEqualTo("acme");
        assertThat(company.event(List.of()).portalAccess()).isEqualTo(PortalAccess.STRICT);
    }

    @Test
    void counts_one_version_for_each_change_however_much_it_changes() {
        var change = new CompanyChange(
                "Acme",
                false,
                PortalAccess.OPEN,
                List.of("a.example"),
                List.of("https://a.example"),
                "Asia/Jakarta",
                List.of("en"),
                30,
                new Branding("Acme", "#036772", null, "Hello"),
                new CompanyLimits(10, null, 5, null));

        assertThat(company.apply(change, true)).isTrue();
        assertThat(company.apply(change, false)).isFalse();

        var event = company.event(List.of("a.example"));
        assertThat(event.version()).isEqualTo(2);
        assertThat(event.active()).isFalse();
        assertThat(event.origins()).containsExactly("https://a.example");
        assertThat(event.timeZone()).isEqualTo("Asia/Jakarta");
    }

    @Test
    void starts_at_version_one_with_the_settings_it_is_given() {
        company.startWith(CompanyChange.openPortal("UTC"));

        assertThat(company.event(List.of()).version()).isEqualTo(1);
        assertThat(company.event(List.of()).portalAccess()).isEqualTo(PortalAccess.OPEN);
    }
}
