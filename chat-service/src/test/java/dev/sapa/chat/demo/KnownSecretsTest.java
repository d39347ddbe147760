package dev.sapa.chat.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KnownSecretsTest {

    @Test
    void names_the_settings_that_hold_a_value_of_the_demonstration() {
        assertThat(in(Map.of("quarkus.datasource.password", "sapa", "SAPA_SERVICE_SECRET", "demo-service-secret")))
                .containsExactly("SAPA_DB_PASSWORD", "SAPA_SERVICE_SECRET");
    }

    @Test
    void is_content_with_secrets_of_ones_own_and_with_none() {
        assertThat(in(Map.of("quarkus.datasource.password", "sapa-owner", "JWT_SECRET", "else")))
                .isEmpty();
        assertThat(in(Map.of())).isEmpty();
    }

    private static Iterable<String> in(Map<String, String> settings) {
        return KnownSecrets.in(name -> Optional.ofNullable(settings.get(name)));
    }
}
