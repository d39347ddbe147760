package dev.sapa.chat.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.security.AuthenticationFailedException;
import io.smallrye.jwt.auth.principal.ParseException;
import io.smallrye.jwt.auth.principal.UnmatchedTokenKidException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import org.jose4j.lang.UnresolvableKeyException;
import org.junit.jupiter.api.Test;

class TokenHeaderTest {

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
    void keys_that_could_not_be_fetched_are_told_from_a_key_that_is_none_of_them() {
        var header = header("{\"typ\":\"at+jwt\",\"kid\":\"k\"}");

        assertThat(header.keyIsOutOfReach(failure(new UnresolvableKeyException("away"))))
                .isTrue();
        assertThat(header.keyIsOutOfReach(failure(new UnmatchedTokenKidException("none"))))
                .isFalse();
        assertThat(header.keyIsOutOfReach(new AuthenticationFailedException())).isFalse();
        assertThat(header("{\"typ\":\"at+jwt\"}").keyIsOutOfReach(failure(new UnresolvableKeyException("away"))))
                .isFalse();
    }

    private static Throwable failure(Throwable cause) {
        return new AuthenticationFailedException(new ParseException("no", cause));
    }

    private static TokenHeader header(String json) {
        return Objects.requireNonNull(TokenHeader.of(token(json)));
    }

    private static String token(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8))
                + ".payload.signature";
    }
}
