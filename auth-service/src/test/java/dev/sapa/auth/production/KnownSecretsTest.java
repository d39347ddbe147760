package dev.sapa.auth.production;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KnownSecretsTest {

    @Test
    void s1_21_names_every_setting_that_holds_the_demos_value() {
        var settings = Map.of(
                "SAPA_DB_PASSWORD", "sapa",
                "SAPA_SERVICE_SECRET", "something of our own",
                "SAPA_KEY_SECRET", "demo-key-secret",
                "JWT_SECRET", "your_jwt_secret");

        assertThat(KnownSecrets.in(name -> Optional.ofNullable(settings.get(name))))
                .containsExactly("JWT_SECRET", "SAPA_DB_PASSWORD", "SAPA_KEY_SECRET");
        assertThat(KnownSecrets.in(name -> Optional.empty())).isEmpty();
    }
}
