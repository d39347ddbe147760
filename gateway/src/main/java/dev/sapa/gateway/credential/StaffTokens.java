package dev.sapa.gateway.credential;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.Key;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.lang.JoseException;

/** Verifies access tokens of staff users, bots and those a company vouches for: RS256 only, type {@code at+jwt}, issuer, audience, times (RFC 8725, RFC 9068). */
@ApplicationScoped
public class StaffTokens {

    private static final int LONGEST = 8 * 1024;
    private static final Set<String> VOUCHED = Set.of("portal", "bot", "visitor");
    private static final AlgorithmConstraints RS256 =
            new AlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.RSA_USING_SHA256);

    private final KeySet keys;
    private final Revocations revocations;
    private final CredentialSettings settings;

    StaffTokens(KeySet keys, Revocations revocations, CredentialSettings settings) {
        this.keys = keys;
        this.revocations = revocations;
        this.settings = settings;
    }

    /**
     * Verifies a staff user's token.
     *
     * @return the staff user; fails with {@link CredentialProblem#refused} for anything but a good token of a staff
     *     user, and with 503 when the keys were never seen
     */
    public Uni<Staff> verify(String token) {
        return read(token).map(credential -> {
            if (credential instanceof Staff staff) {
                return staff;
            }
            throw CredentialProblem.refused();
        });
    }

    /**
     * Verifies a token.
     *
     * @return the staff user, or whom a company vouches for; fails as {@link #verify} does for any other
     */
    Uni<Credential> read(String token) {
        String keyId;
        try {
            keyId = keyIdOf(token);
        } catch (JoseException malformed) {
            return refused();
        }
        return keys.key(keyId).chain(key -> read(token, key));
    }

    private static String keyIdOf(String token) throws JoseException {
        if (token.length() > LONGEST) {
            throw new JoseException("The token is too long");
        }
        var signature = new JsonWebSignature();
        signature.setCompactSerialization(token);
        var keyId = signature.getKeyIdHeaderValue();
        if (keyId == null) {
            throw new JoseException("The token names no key");
        }
        return keyId;
    }

    private Uni<Credential> read(String token, Key key) {
        try {
            var claims = claimsOf(token, key);
            if (VOUCHED.contains(text(claims, "role"))) {
                return Uni.createFrom().item(new Credential.Vouched(token, mayWrite(claims)));
            }
            var staff = staffOf(token, claims);
            return revocations.covers(staff) ? refused() : Uni.createFrom().item(staff);
        } catch (InvalidJwtException | MalformedClaimException | IllegalArgumentException refused) {
            return refused();
        }
    }

    private JwtClaims claimsOf(String token, Key key) throws InvalidJwtException {
        return new JwtConsumerBuilder()
                .setJwsAlgorithmConstraints(RS256)
                .setVerificationKey(key)
                .setExpectedType(true, "at+jwt")
                .setExpectedIssuer(settings.issuer())
                .setExpectedAudience(settings.audience())
                .setRequireExpirationTime()
                .setRequireIssuedAt()
                .setRequireSubject()
                .setAllowedClockSkewInSeconds((int) settings.leeway().toSeconds())
                .build()
                .processToClaims(token);
    }

    private static Staff staffOf(String token, JwtClaims claims) throws MalformedClaimException {
        var role = Staff.Role.valueOf(text(claims, "role").toUpperCase(Locale.ROOT));
        var sessionId = claims.getClaimValueAsString("sid");
        return new Staff(
                token,
                UUID.fromString(text(claims, "user_id")),
                Long.parseLong(claims.getSubject()),
                UUID.fromString(text(claims, "company_id")),
                role,
                text(claims, "email"),
                text(claims, "name"),
                departmentsOf(claims),
                sessionId == null ? null : UUID.fromString(sessionId),
                instant(claims.getIssuedAt().getValueInMillis()),
                instant(claims.getExpirationTime().getValueInMillis()));
    }

    private static Set<UUID> departmentsOf(JwtClaims claims) throws MalformedClaimException {
        var departments = new HashSet<UUID>();
        var listed = claims.hasClaim("departments") ? claims.getStringListClaimValue("departments") : List.<String>of();
        listed.forEach(department -> departments.add(UUID.fromString(department)));
        return Set.copyOf(departments);
    }

    private static String text(JwtClaims claims, String name) throws MalformedClaimException {
        var value = claims.getStringClaimValue(name);
        return value == null ? "" : value;
    }

    private static Instant instant(long epochMillis) {
        return Instant.ofEpochMilli(epochMillis);
    }

    /** A token without scopes, as a person's is, is not limited by any (RFC 8693, section 4.2). */
    private static boolean mayWrite(JwtClaims claims) throws MalformedClaimException {
        return !claims.hasClaim("scope")
                || List.of(text(claims, "scope").split(" ")).contains("write");
    }

    private static Uni<Credential> refused() {
        return Uni.createFrom().failure(CredentialProblem::refused);
    }
}
