package dev.sapa.salesforce.handoff;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {

    private static final long SECOND = 1_000_000_000L;

    @Test
    void so_many_go_at_once_and_the_next_when_the_first_is_a_minute_old() {
        var pace = new Pace(3);
        for (int i = 0; i < 3; i++) {
            assertThat(pace.untilNext(i * SECOND)).isZero();
            pace.sent(i * SECOND);
        }

        assertThat(pace.untilNext(3 * SECOND)).isBetween(57_000L, 57_001L);
        assertThat(pace.untilNext(60 * SECOND)).isZero();
        pace.sent(60 * SECOND);
        assertThat(pace.untilNext(60 * SECOND)).isBetween(1_000L, 1_001L);
    }
}
