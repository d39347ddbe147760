package dev.sapa.auth.password;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;

class PasswordSettingsTest {

    @Test
    void costs_what_owasp_asks_for_unless_somebody_says_otherwise() {
        var settings = new SmallRyeConfigBuilder()
                .withMapping(PasswordSettings.class)
                .build()
                .getConfigMapping(PasswordSettings.class);

        assertThat(settings.memory()).isEqualTo(19 * 1024);
        assertThat(settings.iterations()).isEqualTo(2);
        assertThat(settings.parallelism()).isOne();
    }
}
