package dev.sapa.routing.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;

class EstimateTest {

    @Test
    void a_queue_that_does_not_move_has_none() {
        assertThat(Estimate.of(0, 0)).isNull();
        assertThat(Estimate.of(3, Double.NaN)).isNull();
    }

    @Test
    void
            the_next_one_of_a_queue_of_one_a_minute_waits_from_the_median_to_four_fifths_of_the_exponential_distribution() {
        // ln 2 and ln 5 minutes are 41.6 s and 96.6 s; the approximation is within two seconds of both.
        var estimate = Objects.requireNonNull(Estimate.of(0, 1));

        assertThat(estimate.lowSeconds()).isBetween(40L, 43L);
        assertThat(estimate.highSeconds()).isBetween(95L, 98L);
    }

    @Test
    void the_range_is_narrower_for_its_length_the_more_are_ahead_and_contains_what_the_pace_says() {
        // ten more at two a minute: five minutes
        var estimate = Objects.requireNonNull(Estimate.of(9, 2));

        assertThat(estimate.lowSeconds()).isBetween(280L, 300L);
        assertThat(estimate.highSeconds()).isBetween(300L, 390L);
    }

    @Test
    void the_pace_is_the_one_seen_lately_but_not_below_what_those_who_are_there_can_take() {
        assertThat(new Pace(2, 10, 3, 300.0).perMinute()).isEqualTo(3);
        assertThat(new Pace(2, 10, 0.5, 300.0).perMinute()).isEqualTo(2);
        assertThat(new Pace(2, 10, 0, null).perMinute()).isZero();
    }

    @Test
    void nobody_there_means_no_pace_whatever_was_before() {
        assertThat(new Pace(0, 0, 3, 300.0).perMinute()).isZero();
    }
}
