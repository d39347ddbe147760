package dev.sapa.analytics.demo;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DemoSecretsTest {

    @Test
    void a_demo_secret_is_refused_by_the_name_of_its_setting() {
        assertThatThrownBy(() -> DemoSecrets.refuse("SAPA_DB_PASSWORD", "sapa", "sapa"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("SAPA_DB_PASSWORD is the demonstration's");
    }

    @Test
    void a_secret_of_ones_own_is_accepted() {
        assertThatCode(() -> DemoSecrets.refuse("SAPA_DB_PASSWORD", "long and random", "sapa"))
                .doesNotThrowAnyException();
    }
}
