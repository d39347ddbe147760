package dev.sapa.salesforce.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class DemoSecretsTest {

    @Test
    void the_settings_that_hold_the_demos_value_are_named() {
        assertThat(DemoSecrets.known(Map.of(
                        "SAPA_DB_PASSWORD", "sapa",
                        "SAPA_DB_OWNER_PASSWORD", "long and random")))
                .containsExactly("SAPA_DB_PASSWORD");
    }

    @Test
    void secrets_of_ones_own_are_accepted() {
        assertThat(DemoSecrets.known(Map.of("SAPA_DB_PASSWORD", "long and random")))
                .isEmpty();
    }
}
