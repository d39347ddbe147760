package dev.sapa.routing.caller;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.security.AuthenticationFailedException;
import io.smallrye.jwt.auth.principal.DefaultJWTTokenParser;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.ParseException;
import org.junit.jupiter.api.Test;

class RefusalsTest {

    @Test
    void keys_that_could_not_be_fetched_are_told_from_a_bad_token() {
        var info = new JWTAuthContextInfo();
        info.setPublicKeyLocation("http://127.0.0.1:1/.well-known/jwks.json");

        var failure = parse("eyJhbGciOiJSUzI1NiIsImtpZCI6IjEifQ.eyJpc3MiOiJzYXBhIn0.AAAA", info);

        assertThat(Refusals.isOfKeySet(new AuthenticationFailedException(failure)))
                .isTrue();
        assertThat(Refusals.isOfKeySet(new AuthenticationFailedException("Not an access token")))
                .isFalse();
    }

    @Test
    void access_tokens_are_known_by_their_header() {
        // {"typ":"at+jwt"} and {"typ":"JWT"}
        assertThat(AccessTokens.isAccessToken("eyJ0eXAiOiJhdCtqd3QifQ.e30.x")).isTrue();
        assertThat(AccessTokens.isAccessToken("eyJ0eXAiOiJKV1QifQ.e30.x")).isFalse();
        assertThat(AccessTokens.isAccessToken("e30.e30.x")).isFalse();
    }

    private static Throwable parse(String token, JWTAuthContextInfo info) {
        try {
            new DefaultJWTTokenParser().parse(token, info);
            throw new AssertionError("parsed");
        } catch (ParseException e) {
            return e;
        }
    }
}
