package dev.sapa.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RestartPauseTest {

    private final RestartPause pauses = new RestartPause();

    @Test
    void doubles_from_a_fifth_of_a_second_up_to_ten_seconds() {
        assertThat(Stream.generate(() -> pauses.after(Duration.ofSeconds(1)))
                        .limit(8)
                        .map(Duration::toMillis))
                .containsExactly(200L, 400L, 800L, 1600L, 3200L, 6400L, 10_000L, 10_000L);
    }

    @Test
    void is_short_again_after_thirty_seconds_of_health() {
        pauses.after(Duration.ZERO);
        pauses.after(Duration.ZERO);
        assertThat(pauses.after(Duration.ofMillis(29_999))).isEqualTo(Duration.ofMillis(800));

        assertThat(pauses.after(Duration.ofSeconds(30))).isEqualTo(Duration.ofMillis(200));
        assertThat(pauses.after(Duration.ZERO)).isEqualTo(Duration.ofMillis(400));
    }
}
