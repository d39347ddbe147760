package dev.sapa.gateway.kit;

import java.util.List;
import java.util.UUID;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/** Staff tokens as auth-service issues them. */
public final class Tokens {

    private static final RsaJsonWebKey KEY = newKey("k1");

    private final JwtClaims claims = new JwtClaims();
    private RsaJsonWebKey key = KEY;
    private String type = "at+jwt";

    private Tokens(Person person) {
        claims.setIssuer("sapa");
        claims.setAudience("sapa");
        claims.setSubject(String.valueOf(person.number()));
        claims.setClaim("user_id", person.id().toString());
        claims.setClaim("company_id", person.company().toString());
        claims.setClaim("role", person.role());
        claims.setClaim("email", person.name() + "@example.org");
        claims.setClaim("name", person.name());
        claims.setClaim(
                "departments", person.departments().stream().map(UUID::toString).toList());
        claims.setClaim("sid", person.session().toString());
        claims.setJwtId(UUID.randomUUID().toString());
        claims.setIssuedAtToNow();
        claims.setExpirationTimeMinutesInTheFuture(15);
    }

    /** A staff user of the tests. */
    public record Person(
            UUID id, long number, UUID company, String role, String name, List<UUID> departments, UUID session) {

        public String token() {
            return Tokens.of(this).sign();
        }

        public Person in(UUID department) {
            return new Person(id, number, company, role, name, List.of(department), session);
        }
    }

    public static Person agent(UUID company, String name) {
        return person(company, "agent", name);
    }

    public static Person person(UUID company, String role, String name) {
        return new Person(UUID.randomUUID(), 7, company, role, name, List.of(), UUID.randomUUID());
    }

    public static Tokens of(Person person) {
        return new Tokens(person);
    }

    /** A token that auth-service gave for an API key. */
    public static String ofKey(UUID company, String scopes) {
        var token = new Tokens(person(company, "portal", "ak_1"));
        token.claims.unsetClaim("user_id");
        token.claims.unsetClaim("sid");
        token.claims.setSubject("ak_1");
        token.claims.setClaim("scope", scopes);
        return token.sign();
    }

    public Tokens expiringIn(int seconds) {
        var end = NumericDate.now();
        end.addSeconds(seconds);
        claims.setExpirationTime(end);
        return this;
    }

    public Tokens audience(String audience) {
        claims.setAudience(audience);
        return this;
    }

    public Tokens type(String other) {
        type = other;
        return this;
    }

    /** Signed by somebody else under the same key id. */
    public Tokens forged() {
        key = newKey("k1");
        return this;
    }

    public String sign() {
        try {
            var signature = new JsonWebSignature();
            signature.setPayload(claims.toJson());
            signature.setKey(key.getPrivateKey());
            signature.setKeyIdHeaderValue(key.getKeyId());
            signature.setHeader("typ", type);
            signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    static String keySet() {
        return new JsonWebKeySet(KEY).toJson();
    }

    private static RsaJsonWebKey newKey(String id) {
        try {
            var key = RsaJwkGenerator.generateJwk(2048);
            key.setKeyId(id);
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}
