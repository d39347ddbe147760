package dev.sapa.auth.exchange;

import dev.sapa.auth.company.TrustedCompany;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;

/**
 * A token by which a company vouches for a person: HS256 under the company's own secret, with {@code company_id} (its
 * slug), {@code user_id}, {@code role} ({@code user} or {@code admin}) and {@code exp}. It never makes anybody staff.
 *
 * @param expiresAt the company's word is good until then
 */
record CompanyToken(String slug, String userId, String role, Instant expiresAt) {

    private static final Map<String, String> ROLES = Map.of("user", "visitor", "admin", "agent-limited");
    private static final int LONGEST_NAME = 200;

    /** The slug a token claims, of which nothing is proven yet; empty when it is no such token. */
    static Optional<String> claimedSlug(String token) {
        try {
            var unproven = new JwtConsumerBuilder()
                    .setSkipAllValidators()
                    .setDisableRequireSignature()
                    .setSkipSignatureVerification()
                    .setJwsAlgorithmConstraints(
                            AlgorithmConstraints.ConstraintType.PERMIT, AlgorithmIdentifiers.HMAC_SHA256)
                    .build()
                    .processToClaims(token);
            return text(unproven, "company_id");
        } catch (InvalidJwtException | MalformedClaimException e) {
            return Optional.empty();
        }
    }

    /** The token's content when that company signed it and it has not expired; empty otherwise. */
    static Optional<CompanyToken> verified(String token, TrustedCompany company, Clock clock) {
        var secret = company.visitorSecret();
        if (secret == null || secret.isEmpty()) {
            return Optional.empty();
        }
        try {
            var claims = new JwtConsumerBuilder()
                    .setVerificationKey(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"))
                    // Companies of the compatible systems sign with shorter secrets; those we make have 256 bits.
                    .setRelaxVerificationKeyValidation()
                    .setJwsAlgorithmConstraints(
                            AlgorithmConstraints.ConstraintType.PERMIT, AlgorithmIdentifiers.HMAC_SHA256)
                    .setRequireExpirationTime()
                    .setEvaluationTime(
                            NumericDate.fromMilliseconds(clock.instant().toEpochMilli()))
                    .setSkipDefaultAudienceValidation()
                    .build()
                    .processToClaims(token);
            return content(claims, company);
        } catch (InvalidJwtException | MalformedClaimException e) {
            return Optional.empty();
        }
    }

    private static Optional<CompanyToken> content(JwtClaims claims, TrustedCompany company)
            throws MalformedClaimException {
        var role = text(claims, "role").map(ROLES::get);
        var userId = text(claims, "user_id");
        boolean own = text(claims, "company_id")
                .filter(company.slug()::equalsIgnoreCase)
                .isPresent();
        if (!own || role.isEmpty() || userId.isEmpty()) {
            return Optional.empty();
        }
        var expiresAt = Instant.ofEpochSecond(claims.getExpirationTime().getValue());
        return Optional.of(new CompanyToken(company.slug(), userId.get(), role.get(), expiresAt));
    }

    private static Optional<String> text(JwtClaims claims, String name) throws MalformedClaimException {
        return claims.isClaimValueString(name)
                ? Optional.of(claims.getStringClaimValue(name))
                        .filter(value -> !value.isBlank() && value.length() <= LONGEST_NAME)
                : Optional.empty();
    }

    /** Keeps people out of logs. */
    @Override
    public String toString() {
        return "CompanyToken[" + slug + "]";
    }
}
