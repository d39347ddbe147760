package dev.sapa.auth.token;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Issues access tokens: RS256, {@code typ=at+jwt} (RFC 9068); the claims are listed in the service's README. */
@ApplicationScoped
public class TokenIssuer {

    static final String ISSUER = "sapa";
    static final String AUDIENCE = "sapa";
    static final String TYPE = "at+jwt";
    static final String TOKEN_TYPE = "token_type";
    static final String ACCESS = "access";

    private final KeyRegistry keys;
    private final TokenSettings settings;
    private final Clock clock;

    TokenIssuer(KeyRegistry keys, TokenSettings settings, Clock clock) {
        this.keys = keys;
        this.settings = settings;
        this.clock = clock;
    }

    /** For a staff user who signed in. */
    public IssuedToken forStaff(Identity staff) {
        var claims = claims(Long.toString(staff.number()), staff.role())
                .claim("user_id", staff.staffId().toString())
                .claim("company_id", staff.companyId().toString())
                .upn(staff.email())
                .claim("email", staff.email())
                .claim("name", staff.name())
                .claim("username", staff.username())
                .claim(
                        "departments",
                        staff.departmentIds().stream().map(UUID::toString).toList())
                .claim("sid", staff.sessionId().toString());
        if (!staff.departmentIds().isEmpty()) {
            claims.claim("department_id", staff.departmentIds().get(0).toString());
        }
        return signed(claims, settings.accessDuration());
    }

    /** For one of our own services, which acts for no company in particular. */
    public IssuedToken forService(String name) {
        return signed(claims(name, "service").upn(name).claim("name", name), settings.accessDuration());
    }

    /**
     * For a company's server, for as long as one request takes.
     *
     * @param name   what the company calls the server; others see a bot under it
     * @param scopes what the server may do, separated by spaces (RFC 8693, section 4.2)
     */
    public IssuedToken forKey(UUID companyId, String keyId, String name, String role, String scopes) {
        var claims = claims(keyId, role)
                .upn(keyId)
                .claim("name", name)
                .claim("company_id", companyId.toString())
                .claim("scope", scopes);
        return signed(claims, settings.exchangedDuration());
    }

    /**
     * For a person a company vouches for, for as long as one request takes.
     *
     * @param userId   the company's own id of that person
     * @param latest   the company's word is good until then, and so is ours
     */
    public IssuedToken forVouched(UUID companyId, String slug, String userId, String role, Instant latest) {
        var claims = claims(slug + ":" + userId, role)
                .upn(slug + ":" + userId)
                .claim("company_id", companyId.toString())
                .claim("company_user_id", userId);
        var left = Duration.between(clock.instant(), latest);
        return signed(claims, left.compareTo(settings.exchangedDuration()) < 0 ? left : settings.exchangedDuration());
    }

    private static JwtClaimsBuilder claims(String subject, String role) {
        return Jwt.claims()
                .subject(subject)
                .claim("role", role)
                .groups(Set.of(role))
                .claim(TOKEN_TYPE, ACCESS);
    }

    private IssuedToken signed(JwtClaimsBuilder claims, Duration lifetime) {
        var now = clock.instant();
        var key = keys.current().signing(now).orElseThrow(TokenProblem::noKey);
        var issuedAt = now.truncatedTo(ChronoUnit.SECONDS);
        var expiresAt = issuedAt.plus(lifetime);
        var text = claims.issuer(ISSUER)
                .claim("aud", List.of(AUDIENCE))
                .claim("jti", UUID.randomUUID().toString())
                .issuedAt(issuedAt)
                .claim("nbf", issuedAt.getEpochSecond())
                .expiresAt(expiresAt)
                .jws()
                .keyId(key.id())
                .header("typ", TYPE)
                .algorithm(SignatureAlgorithm.RS256)
                .sign(key.privateKey());
        return new IssuedToken(text, lifetime, expiresAt);
    }
}
