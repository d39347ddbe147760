package dev.sapa.auth.token;

import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.security.Key;
import java.time.Clock;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.lang.UnresolvableKeyException;

/**
 * Checks access tokens against our own key set instead of asking ourselves for it over HTTP. Algorithm, type, issuer,
 * audience and times are fixed here and never taken from the token (RFC 8725).
 */
@ApplicationScoped
@Alternative
@Priority(1)
class OwnKeysPrincipalFactory extends JWTCallerPrincipalFactory {

    private final KeyRegistry keys;
    private final TokenSettings settings;
    private final Clock clock;

    OwnKeysPrincipalFactory(KeyRegistry keys, TokenSettings settings, Clock clock) {
        this.keys = keys;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public JWTCallerPrincipal parse(String token, JWTAuthContextInfo unused) throws ParseException {
        try {
            var claims = consumer().processToClaims(token);
            if (!TokenIssuer.ACCESS.equals(claims.getStringClaimValue(TokenIssuer.TOKEN_TYPE))) {
                throw new ParseException("Not an access token");
            }
            claims.setStringClaim("raw_token", token);
            return new DefaultJWTCallerPrincipal(claims);
        } catch (InvalidJwtException | MalformedClaimException e) {
            throw new ParseException("The access token is not good", e);
        }
    }

    private JwtConsumer consumer() {
        return new JwtConsumerBuilder()
                .setVerificationKeyResolver((signature, nested) -> key(signature))
                .setJwsAlgorithmConstraints(
                        AlgorithmConstraints.ConstraintType.PERMIT, AlgorithmIdentifiers.RSA_USING_SHA256)
                .setExpectedType(true, TokenIssuer.TYPE)
                .setExpectedIssuer(TokenIssuer.ISSUER)
                .setExpectedAudience(TokenIssuer.AUDIENCE)
                .setRequireSubject()
                .setRequireExpirationTime()
                .setRequireNotBefore()
                .setRequireJwtId()
                .setEvaluationTime(NumericDate.fromMilliseconds(clock.instant().toEpochMilli()))
                .setAllowedClockSkewInSeconds((int) settings.leeway().toSeconds())
                .build();
    }

    private Key key(JsonWebSignature signature) throws UnresolvableKeyException {
        var id = signature.getKeyIdHeaderValue();
        if (id == null) {
            throw new UnresolvableKeyException("The token names no key");
        }
        return keys.current()
                .verifying(id, clock.instant())
                .orElseThrow(() -> new UnresolvableKeyException("The token names a key that is not ours"))
                .publicKey();
    }
}
