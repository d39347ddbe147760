package dev.sapa.auth.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class VaultTest {

    private final Vault vault = new Vault("a secret of the installation");

    @Test
    void opens_what_it_sealed() {
        byte[] sealed = vault.seal("key", "text".getBytes(UTF_8));

        assertThat(vault.open("key", sealed)).isEqualTo("text".getBytes(UTF_8));
        assertThat(new String(sealed, UTF_8)).doesNotContain("text");
        assertThat(vault.seal("key", "text".getBytes(UTF_8))).isNotEqualTo(sealed);
    }

    @Test
    void opens_nothing_that_was_altered_or_sealed_for_something_else_or_by_another_secret() {
        byte[] sealed = vault.seal("key", "text".getBytes(UTF_8));
        byte[] altered = sealed.clone();
        altered[altered.length - 1] ^= 1;

        assertThatThrownBy(() -> vault.open("key", altered)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> vault.open("other", sealed)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new Vault("another").open("key", sealed))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("SAPA_KEY_SECRET");
    }

    @Test
    void derives_the_same_only_for_the_same_purpose_input_and_secret() {
        byte[] derived = vault.derive("refresh", "token".getBytes(UTF_8));

        assertThat(derived).hasSize(32).isEqualTo(vault.derive("refresh", "token".getBytes(UTF_8)));
        assertThat(derived).isNotEqualTo(vault.derive("other", "token".getBytes(UTF_8)));
        assertThat(derived).isNotEqualTo(vault.derive("refresh", "tokem".getBytes(UTF_8)));
        assertThat(derived).isNotEqualTo(new Vault("another").derive("refresh", "token".getBytes(UTF_8)));
    }
}
