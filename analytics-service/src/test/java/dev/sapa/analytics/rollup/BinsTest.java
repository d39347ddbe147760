package dev.sapa.analytics.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BinsTest {

    private final long[] times = new Random(3)
            .longs(20_000, 0, 1_000_000)
            .map(time -> time * time / 50_000)
            .toArray();

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.5, 0.9, 0.95, 0.999, 1})
    void a_percentile_is_within_the_stated_error_of_the_exact_one(double share) {
        var sorted = LongStream.of(times).sorted().toArray();
        long exact = sorted[(int) Math.ceil(share * sorted.length) - 1];

        assertThat(bins(times).percentile(share)).isCloseTo((double) exact, withPercentage(100 * Bins.ERROR + 0.001));
    }

    @Test
    void encodings_that_follow_each_other_add_up() {
        var halves = new byte[2][];
        halves[0] = bins(LongStream.of(times).limit(7_000).toArray()).encoded();
        halves[1] = bins(LongStream.of(times).skip(7_000).toArray()).encoded();
        var joined = new byte[halves[0].length + halves[1].length];
        System.arraycopy(halves[0], 0, joined, 0, halves[0].length);
        System.arraycopy(halves[1], 0, joined, halves[0].length, halves[1].length);

        var sum = new Bins();
        sum.add(joined);

        assertThat(sum.encoded()).isEqualTo(bins(times).encoded());
    }

    @Test
    void what_is_taken_back_leaves_no_trace() {
        var bins = bins(times);
        for (long time : times) {
            bins.add(time, -1);
        }

        assertThat(bins.isEmpty()).isTrue();
        assertThat(bins.percentile(0.5)).isZero();
    }

    @Test
    void no_time_at_all_is_a_time_too() {
        assertThat(bins(0, 0, 1).percentile(0.5)).isZero();
        assertThat(bins(1).percentile(1)).isCloseTo(1, withPercentage(100 * Bins.ERROR));
    }

    private static Bins bins(long... times) {
        var bins = new Bins();
        for (long time : times) {
            bins.add(time, 1);
        }
        return bins;
    }
}
