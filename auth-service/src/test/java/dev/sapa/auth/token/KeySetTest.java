package dev.sapa.auth.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeySetTest {

    private static final Instant TAKE_OVER = Instant.parse("2026-01-01T12:00:00Z");
    private static final Duration OUTLIVE = Duration.ofMinutes(16);

    private final KeyPair old = pair("old", TAKE_OVER.minus(Duration.ofDays(30)));
    private final KeyPair young = pair("young", TAKE_OVER);
    private final KeySet keys = new KeySet(List.of(old, young), OUTLIVE);

    @Test
    void publishes_a_key_before_it_signs() {
        var before = TAKE_OVER.minusSeconds(1);

        assertThat(keys.signing(before)).contains(old);
        assertThat(keys.published(before)).containsExactly(old, young);
        assertThat(keys.isRotating(before)).isTrue();
    }

    @Test
    void signs_with_the_youngest_and_keeps_the_old_one_until_its_last_token_has_expired() {
        assertThat(keys.signing(TAKE_OVER)).contains(young);
        assertThat(keys.isRotating(TAKE_OVER)).isFalse();
        assertThat(keys.verifying("old", TAKE_OVER.plus(OUTLIVE))).contains(old);

        var after = TAKE_OVER.plus(OUTLIVE).plusSeconds(1);
        assertThat(keys.verifying("old", after)).isEmpty();
        assertThat(keys.published(after)).containsExactly(young);
        assertThat(keys.retired(after)).containsExactly(old);
    }

    @Test
    void never_retires_the_only_key() {
        var alone = new KeySet(List.of(old), OUTLIVE);

        assertThat(alone.published(TAKE_OVER.plus(Duration.ofDays(1000)))).containsExactly(old);
        assertThat(alone.verifying("unknown", TAKE_OVER)).isEmpty();
        assertThat(new KeySet(List.of(), OUTLIVE).signing(TAKE_OVER)).isEmpty();
    }

    private static KeyPair pair(String id, Instant signsFrom) {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(1024);
            var pair = generator.generateKeyPair();
            return new KeyPair(id, (RSAPublicKey) pair.getPublic(), pair.getPrivate(), signsFrom);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
