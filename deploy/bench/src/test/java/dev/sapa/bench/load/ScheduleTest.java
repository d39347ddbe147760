package dev.sapa.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void the_same_seed_gives_the_same_load() {
        var one = Schedule.poisson(500, MINUTE, 100, 7);
        var two = Schedule.poisson(500, MINUTE, 100, 7);
        var other = Schedule.poisson(500, MINUTE, 100, 8);

        assertThat(two.size()).isEqualTo(one.size());
        for (var i = 0; i < one.size(); i++) {
            assertThat(two.offset(i)).isEqualTo(one.offset(i));
            assertThat(two.conversation(i)).isEqualTo(one.conversation(i));
        }
        assertThat(other.offset(0)).isNotEqualTo(one.offset(0));
    }

    @Test
    void arrivals_are_in_order_and_as_many_as_asked_for() {
        var schedule = Schedule.poisson(500, MINUTE, 100, 1);

        assertThat(schedule.size()).isBetween(29_000, 31_000);
        for (var i = 1; i < schedule.size(); i++) {
            assertThat(schedule.offset(i)).isGreaterThanOrEqualTo(schedule.offset(i - 1));
            assertThat(schedule.conversation(i)).isBetween(0, 99);
        }
        assertThat(schedule.offset(schedule.size() - 1)).isLessThan(MINUTE.toNanos());
    }

    @Test
    void the_warm_up_is_counted_by_time() {
        var schedule = Schedule.constant(100, Duration.ofSeconds(10), 1, 1);

        assertThat(schedule.size()).isEqualTo(1000);
        assertThat(schedule.dueBefore(Duration.ofSeconds(2))).isEqualTo(200);
        assertThat(schedule.dueBefore(Duration.ZERO)).isZero();
    }
}
