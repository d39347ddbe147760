package dev.sapa.gateway.livechat;

import java.util.List;
import java.util.UUID;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/** Signs access tokens as auth-service does. */
public final class StaffToken {

    public static final UUID ID = UUID.fromString("550e8400-e29b-41d4-a716-446655440011");
    public static final String AGENT = of("agent");
    public static final String ADMIN = of("admin");

    private static final class Key {
        static final RsaJsonWebKey VALUE = generate();

        private static RsaJsonWebKey generate() {
            try {
                var key = RsaJwkGenerator.generateJwk(2048);
                key.setKeyId("test-key");
                return key;
            } catch (JoseException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    private StaffToken() {}

    static String keySet() {
        return new JsonWebKeySet(Key.VALUE).toJson(OutputControlLevel.PUBLIC_ONLY);
    }

    static String of(String role) {
        return of(role, 15);
    }

    /** @param minutes until it expires; negative for one that has */
    static String of(String role, int minutes) {
        return signed(role, minutes, 0);
    }

    /** As if the log-in were some seconds old. */
    static String issuedAgo(String role, int seconds) {
        return signed(role, 15, seconds);
    }

    private static String signed(String role, int minutes, int secondsAgo) {
        var claims = new JwtClaims();
        claims.setIssuer("sapa");
        claims.setAudience("sapa");
        claims.setSubject("11");
        claims.setClaim("user_id", ID.toString());
        claims.setClaim("company_id", "550e8400-e29b-41d4-a716-446655440100");
        claims.setClaim("role", role);
        claims.setClaim("email", "agent1@livechat.com");
        claims.setClaim("name", "Agent One");
        claims.setClaim("departments", List.of());
        claims.setClaim("sid", UUID.randomUUID().toString());
        claims.setIssuedAt(NumericDate.fromSeconds(NumericDate.now().getValue() - secondsAgo));
        claims.setExpirationTimeMinutesInTheFuture(minutes);
        var signature = new JsonWebSignature();
        signature.setHeader("typ", "at+jwt");
        signature.setKeyIdHeaderValue("test-key");
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        signature.setKey(Key.VALUE.getPrivateKey());
        signature.setPayload(claims.toJson());
        try {
            return signature.getCompactSerialization();
        } catch (JoseException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
