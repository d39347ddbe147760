package dev.sapa.gateway.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StartCheckTest {

    private record Given(boolean demo, Optional<String> serviceSecret, Optional<List<String>> origins)
            implements StartCheck.Settings {}

    private static Optional<String> complaint(boolean demo, String secret, String... origins) {
        return new StartCheck(new Given(demo, Optional.of(secret), Optional.of(List.of(origins)))).complaint();
    }

    @Test
    void refuses_demo_secrets_and_open_origins_outside_the_demo() {
        assertThat(complaint(false, "demo-service-secret"))
                .hasValueSatisfying(text -> assertThat(text).contains("SAPA_SERVICE_SECRET"));
        assertThat(complaint(false, "s3cret-of-ours", "*"))
                .hasValueSatisfying(text -> assertThat(text).contains("SAPA_CORS_ORIGINS"));
        assertThat(complaint(false, "s3cret-of-ours", "https://portal.example")).isEmpty();
        assertThat(complaint(true, "demo-service-secret", "*")).isEmpty();
    }
}
