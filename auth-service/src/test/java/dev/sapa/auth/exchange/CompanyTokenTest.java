package dev.sapa.auth.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sapa.auth.company.TrustedCompany;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** S1: what a company's own tokens may and may not do. */
class CompanyTokenTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final long LATER = NOW.getEpochSecond() + 60;
    private static final String HS256 = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";

    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final TrustedCompany company = new TrustedCompany(UUID.randomUUID(), "companya", true, "short-secret");

    @Test
    void vouches_for_a_visitor() {
        var token = signed(HS256, claims("CompanyA", "\"user1\"", "user", LATER), "short-secret");

        assertThat(CompanyToken.claimedSlug(token)).contains("CompanyA");
        assertThat(CompanyToken.verified(token, company, clock))
                .contains(new CompanyToken("companya", "user1", "visitor", Instant.ofEpochSecond(LATER)));
    }

    @Test
    void makes_no_admin_of_ours_from_an_admin_of_theirs() {
        var token = signed(HS256, claims("companya", "\"boss\"", "admin", LATER), "short-secret");

        assertThat(CompanyToken.verified(token, company, clock))
                .hasValueSatisfying(content -> assertThat(content.role()).isEqualTo("agent-limited"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"operator", "supervisor", "agent", "service", "", "User"})
    void knows_no_other_role(String role) {
        var token = signed(HS256, claims("companya", "\"u\"", role, LATER), "short-secret");

        assertThat(CompanyToken.verified(token, company, clock)).isEmpty();
    }

    @Test
    void is_refused_when_expired_or_without_an_end() {
        var expired = signed(HS256, claims("companya", "\"u\"", "user", NOW.getEpochSecond() - 1), "short-secret");
        var endless =
                signed(HS256, "{\"company_id\":\"companya\",\"user_id\":\"u\",\"role\":\"user\"}", "short-secret");

        assertThat(CompanyToken.verified(expired, company, clock)).isEmpty();
        assertThat(CompanyToken.verified(endless, company, clock)).isEmpty();
    }

    @Test
    void is_refused_when_signed_by_somebody_else_or_not_at_all() {
        var claims = claims("companya", "\"u\"", "user", LATER);
        var unsigned = text("{\"alg\":\"none\"}") + "." + text(claims) + ".";

        assertThat(CompanyToken.verified(signed(HS256, claims, "other-secret"), company, clock))
                .isEmpty();
        assertThat(CompanyToken.verified(signed("{\"alg\":\"HS512\"}", claims, "short-secret"), company, clock))
                .isEmpty();
        assertThat(CompanyToken.verified(unsigned, company, clock)).isEmpty();
        assertThat(CompanyToken.claimedSlug("no token")).isEmpty();
        assertThat(CompanyToken.claimedSlug("a.b.c")).isEmpty();
    }

    @Test
    void is_refused_for_another_company_a_strange_user_or_a_company_without_a_secret() {
        var foreign = signed(HS256, claims("companyb", "\"u\"", "user", LATER), "short-secret");
        var numeric = signed(HS256, claims("companya", "7", "user", LATER), "short-secret");
        var good = signed(HS256, claims("companya", "\"u\"", "user", LATER), "short-secret");
        var silent = new TrustedCompany(company.id(), "companya", true, null);

        assertThat(CompanyToken.verified(foreign, company, clock)).isEmpty();
        assertThat(CompanyToken.verified(numeric, company, clock)).isEmpty();
        assertThat(CompanyToken.verified(good, silent, clock)).isEmpty();
    }

    static String claims(String company, String userId, String role, long expires) {
        return "{\"company_id\":\"%s\",\"user_id\":%s,\"role\":\"%s\",\"exp\":%d}"
                .formatted(company, userId, role, expires);
    }

    /** Signed by hand, as the companies' own scripts do it. */
    static String signed(String header, String claims, String secret) {
        try {
            var input = text(header) + "." + text(claims);
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            var signature = mac.doFinal(input.getBytes(StandardCharsets.US_ASCII));
            return input + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
