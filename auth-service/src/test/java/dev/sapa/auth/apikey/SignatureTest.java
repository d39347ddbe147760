package dev.sapa.auth.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class SignatureTest {

    @Test // RFC 4231, test case 2
    void is_the_hmac_sha_256_of_the_text_under_the_secrets_own_characters() {
        var expected = HexFormat.of().parseHex("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");

        assertThat(Signature.of("what do ya want for nothing?", "Jefe")).isEqualTo(expected);
        assertThat(Signature.isOf("what do ya want for nothing?", "Jefe", expected))
                .isTrue();
        assertThat(Signature.isOf("what do ya want for nothing!", "Jefe", expected))
                .isFalse();
        assertThat(Signature.isOf("what do ya want for nothing?", "jefe", expected))
                .isFalse();
        assertThat(Signature.isOf("what do ya want for nothing?", "Jefe", new byte[0]))
                .isFalse();
    }

    @Test
    void is_never_made_without_a_secret() {
        assertThat(Signature.isOf("text", "", new byte[32])).isFalse();
    }
}
