package dev.sapa.auth.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import dev.sapa.auth.Api;
import dev.sapa.auth.AuthTest;
import dev.sapa.auth.ShiftableClock;
import io.restassured.path.json.JsonPath;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** RFC 8725 at our own door, and the rotation of keys. */
@AuthTest
class TokenCheckTest {

    @Inject
    KeyRegistry keys;

    @Inject
    ShiftableClock clock;

    private KeyPair key;
    private String sid;

    @BeforeEach
    void sign_in() throws InvalidJwtException {
        key = keys.current().signing(clock.instant()).orElseThrow();
        sid = claims(Api.accessToken("agent1", "password")).getClaimValueAsString("sid");
    }

    @AfterEach
    void back_to_now() {
        clock.reset();
    }

    @Test
    void takes_a_token_as_we_issue_it() {
        assertThat(status(good().jws().keyId(key.id()).header("typ", "at+jwt").sign(key.privateKey())))
                .isEqualTo(200);
    }

    @Test
    void takes_no_other_type_audience_issuer_or_purpose() {
        assertThat(status(signed(good(), "JWT"))).isEqualTo(401);
        assertThat(status(signed(good().claim("aud", List.of("others")), "at+jwt")))
                .isEqualTo(401);
        assertThat(status(signed(good().issuer("others"), "at+jwt"))).isEqualTo(401);
        assertThat(status(signed(good().claim("token_type", "refresh"), "at+jwt")))
                .isEqualTo(401);
    }

    @Test
    void takes_no_token_before_its_time_or_after() {
        var now = Instant.now();
        assertThat(status(signed(good().expiresAt(now.minusSeconds(61)), "at+jwt")))
                .isEqualTo(401);
        assertThat(status(signed(good().claim("nbf", now.plusSeconds(120).getEpochSecond()), "at+jwt")))
                .isEqualTo(401);
    }

    @Test
    void takes_no_token_that_is_unsigned_or_signed_by_anything_but_our_key() throws Exception {
        var token = signed(good(), "at+jwt");
        var claims = token.split("\\.", -1)[1];
        var unsigned =
                base64("{\"alg\":\"none\",\"typ\":\"at+jwt\",\"kid\":\"" + key.id() + "\"}") + "." + claims + ".";
        var withPublicKey = good().jws()
                .keyId(key.id())
                .header("typ", "at+jwt")
                .sign(new SecretKeySpec(key.publicKey().getEncoded(), "HmacSHA256"));
        var foreign = keys.generate(Instant.now(), Instant.now());

        assertThat(status(unsigned)).isEqualTo(401);
        assertThat(status(withPublicKey)).isEqualTo(401);
        assertThat(status(good().jws()
                        .keyId("../../etc/passwd")
                        .header("typ", "at+jwt")
                        .sign(key.privateKey())))
                .isEqualTo(401);
        assertThat(status(
                        good().jws().keyId(foreign.id()).header("typ", "at+jwt").sign(key.privateKey())))
                .isEqualTo(401);
        assertThat(status(token + "x")).isEqualTo(401);
        assertThat(status(token.substring(0, token.lastIndexOf('.') + 1))).isEqualTo(401);
        assertThat(status("a.b.c")).isEqualTo(401);
        assertThat(status("a".repeat(5000))).isEqualTo(401);
    }

    @Test
    void takes_no_key_that_the_token_brings_along() {
        var token = good().jws()
                .keyId("mine")
                .header("typ", "at+jwt")
                .header("jku", "http://127.0.0.1:1/jwks.json")
                .sign(key.privateKey());

        assertThat(status(token)).isEqualTo(401);
    }

    @Test
    void publishes_the_next_key_before_it_signs_and_keeps_the_old_one_for_its_tokens() throws Exception {
        var oldToken = Api.accessToken("agent1", "password");
        Api.asAdmin().post("/keys/rotate").then().statusCode(403);

        Api.asOperator().post("/keys/rotate").then().statusCode(200).body("items.size()", equalTo(2));
        Api.asOperator().post("/keys/rotate").then().statusCode(409).body("code", equalTo("rotation-under-way"));

        Api.anonymous()
                .get("/.well-known/jwks.json")
                .then()
                .statusCode(200)
                .header("Cache-Control", equalTo("public, max-age=60"))
                .body("keys.size()", equalTo(2))
                .body("keys.alg", everyItem(equalTo("RS256")))
                .body("keys", everyItem(not(hasKey("d"))));
        assertThat(kid(Api.accessToken("agent1", "password"))).isEqualTo(kid(oldToken));

        clock.forward(Duration.ofMinutes(6));
        var newToken = Api.accessToken("agent1", "password");
        assertThat(kid(newToken)).isNotEqualTo(kid(oldToken));
        assertThat(status(newToken)).isEqualTo(200);
        assertThat(status(oldToken)).isEqualTo(200);
        assertThat(claims(newToken).getIssuer()).isEqualTo("sapa");
        assertThat(claims(oldToken).getIssuer()).isEqualTo("sapa");
    }

    private JwtClaimsBuilder good() {
        return Jwt.claims()
                .issuer("sapa")
                .subject("1")
                .claim("aud", List.of("sapa"))
                .claim("user_id", "550e8400-e29b-41d4-a716-446655440011")
                .claim("company_id", Api.OSS)
                .claim("role", "agent")
                .groups(Set.of("agent"))
                .claim("token_type", "access")
                .claim("sid", sid)
                .claim("jti", UUID.randomUUID().toString())
                .claim("nbf", Instant.now().getEpochSecond())
                .expiresAt(Instant.now().plusSeconds(60));
    }

    private String signed(JwtClaimsBuilder claims, String type) {
        return claims.jws().keyId(key.id()).header("typ", type).sign(key.privateKey());
    }

    private static int status(String token) {
        return Api.as(token).get("/me").statusCode();
    }

    /** Verified as another service does it: with nothing but the published key set. */
    private static JwtClaims claims(String token) throws InvalidJwtException {
        var jwks = Api.anonymous().get("/.well-known/jwks.json").asString();
        try {
            return new JwtConsumerBuilder()
                    .setVerificationKeyResolver(
                            new JwksVerificationKeyResolver(new JsonWebKeySet(jwks).getJsonWebKeys()))
                    .setExpectedAudience("sapa")
                    .setAllowedClockSkewInSeconds(3600)
                    .build()
                    .processToClaims(token);
        } catch (JoseException e) {
            throw new AssertionError(e);
        }
    }

    private static String kid(String token) {
        var header = new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[0]), StandardCharsets.UTF_8);
        return JsonPath.from(header).getString("kid");
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
