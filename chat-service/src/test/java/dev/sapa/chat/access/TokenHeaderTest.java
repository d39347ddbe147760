package dev.sapa.chat.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.security.AuthenticationFailedException;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.auth.principal.DefaultJWTParser;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.build.Jwt;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.time.Duration;
import java.util.Base64;
import java.util.Objects;
import java.util.Set;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;

class TokenHeaderTest {

    private static final String TOKEN = Jwt.issuer("sapa")
            .expiresIn(60)
            .jws()
            .keyId("k")
            .header("typ", "at+jwt")
            .sign(keyPair().getPrivate());

    @Test
    void only_an_access_token_is_one() {
        assertThat(header("{\"typ\":\"at+jwt\"}").isOfAccessToken()).isTrue();
        assertThat(header("{\"typ\":\"application/AT+JWT\"}").isOfAccessToken()).isTrue();
        assertThat(header("{\"typ\":\"JWT\"}").isOfAccessToken()).isFalse();
        assertThat(header("{\"typ\":7}").isOfAccessToken()).isFalse();
        assertThat(header("{}").isOfAccessToken()).isFalse();
    }

    @Test
    void what_is_no_token_has_no_header() {
        for (var text : new String[] {"", ".", "a", "not.a.jwt", "ey§.a.b", token("[]"), token("{")}) {
            assertThat(TokenHeader.of(text)).as(text).isNull();
        }
    }

    @Test
    void keys_that_cannot_be_fetched_are_told_from_a_key_that_is_none_of_them() throws Exception {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var keys = jwks(keyPair().getPublic()).getBytes(StandardCharsets.UTF_8);
        server.createContext("/jwks.json", exchange -> {
            exchange.sendResponseHeaders(200, keys.length);
            exchange.getResponseBody().write(keys);
            exchange.close();
        });
        server.start();
        var address =
                "http://127.0.0.1:%d/jwks.json".formatted(server.getAddress().getPort());
        var vertx = Vertx.vertx();
        try {
            assertThat(TokenHeader.hasNoKey(new AuthenticationFailedException(refusal(address))))
                    .isTrue();
            assertThat(isAnswering(vertx, address)).isTrue();
            server.stop(0);
            assertThat(TokenHeader.hasNoKey(new AuthenticationFailedException(refusal(address))))
                    .isTrue();
            assertThat(isAnswering(vertx, address)).isFalse();
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
        assertThat(TokenHeader.hasNoKey(new AuthenticationFailedException())).isFalse();
    }

    private static boolean isAnswering(Vertx vertx, String address) {
        var config = new SmallRyeConfigBuilder()
                .withDefaultValue("mp.jwt.verify.publickey.location", address)
                .build();
        return new KeySource(vertx, config).isAnswering().await().atMost(Duration.ofSeconds(5));
    }

    /** How a service that has just started fails to verify the token. */
    private static Throwable refusal(String keys) {
        var context = new JWTAuthContextInfo();
        context.setPublicKeyLocation(keys);
        context.setSignatureAlgorithm(Set.of(SignatureAlgorithm.RS256));
        context.setJwksRefreshInterval(3);
        context.setForcedJwksRefreshInterval(1);
        context.setIssuedBy("sapa");
        return catchThrowable(() -> new DefaultJWTParser(context).parse(TOKEN));
    }

    private static String jwks(PublicKey key) {
        try {
            var jwk = PublicJsonWebKey.Factory.newPublicJwk(key);
            jwk.setKeyId("other");
            return new JsonWebKeySet(jwk).toJson();
        } catch (JoseException e) {
            throw new AssertionError(e);
        }
    }

    private static KeyPair keyPair() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static TokenHeader header(String json) {
        return Objects.requireNonNull(TokenHeader.of(token(json)));
    }

    private static String token(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8))
                + ".payload.signature";
    }
}
