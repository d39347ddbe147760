package dev.sapa.chat.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SessionTokenTest {

    private static final CapabilityKey KEY = key("0a1b2c3d", 1);
    private static final Capability CAPABILITY = new Capability(
            UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), Instant.parse("2026-01-02T03:04:05Z"));

    @Test
    void grants_what_was_signed() {
        var token = SessionToken.of(CAPABILITY, KEY).value();

        assertThat(SessionToken.kid(token)).isEqualTo("0a1b2c3d");
        assertThat(SessionToken.verified(token, KEY)).isEqualTo(CAPABILITY);
    }

    @Test
    void grants_nothing_when_any_character_is_changed() {
        var token = SessionToken.of(CAPABILITY, KEY).value();

        for (int i = SessionToken.PREFIX.length(); i < token.length(); i++) {
            var forged = token.substring(0, i) + (token.charAt(i) == 'A' ? 'B' : 'A') + token.substring(i + 1);
            var kid = SessionToken.kid(forged);
            assertThat(kid == null || !kid.equals(KEY.kid()) || SessionToken.verified(forged, KEY) == null)
                    .as("character %d", i)
                    .isTrue();
        }
    }

    @Test
    void grants_nothing_when_another_key_signed() {
        var token = SessionToken.of(CAPABILITY, key("0a1b2c3d", 2)).value();

        assertThat(SessionToken.verified(token, KEY)).isNull();
    }

    @Test
    void is_not_made_of_anything_else() {
        assertThat(SessionToken.kid("lcs_")).isNull();
        assertThat(SessionToken.kid("lcs_0a1b2c3d_x_y")).isNull();
        assertThat(SessionToken.kid("eyJhbGciOiJub25lIn0.e30.")).isNull();
    }

    @Test
    void does_not_show_itself_in_logs() {
        assertThat(SessionToken.of(CAPABILITY, KEY).toString()).isEqualTo("lcs_…");
    }

    private static CapabilityKey key(String kid, int fill) {
        var secret = new byte[32];
        Arrays.fill(secret, (byte) fill);
        return new CapabilityKey(kid, secret, Instant.EPOCH);
    }
}
