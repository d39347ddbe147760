package dev.sapa.verify.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sapa.verify.history.ModelSuite.Bug;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The eight classic ways to build such a suite wrongly are each caught, whatever the seed, by the promise they break. */
class SeededBugsTest {

    private static final int SEEDS = 25;

    @ParameterizedTest
    @MethodSource("seeds")
    void a_soundly_built_suite_is_clean_however_its_processes_die(long seed) {
        var verdict = ModelSuite.run(Bug.NONE, seed);

        assertThat(verdict.violations())
                .as("seed %d: %s", seed, verdict.report())
                .isEmpty();
        assertThat(verdict.acknowledged()).isGreaterThan(50);
        assertThat(verdict.resent()).isPositive();
        assertThat(verdict.refused()).isPositive();
    }

    @ParameterizedTest
    @CsvSource({
        "NO_UNIQUE_INDEX, DOUBLED, I2",
        "ACK_BEFORE_COMMIT, LOST, I1",
        "OFFSET_BEFORE_EFFECT, MISCOUNTED, I7",
        "HIGH_WATER_MARK, MISCOUNTED, I7",
        "HIGH_WATER_MARK, BACKLOG, I8",
        "NO_KEY_CLAIM, SWAPPED, I3",
        "NO_FENCING, FENCED, I5",
        "NO_INBOX, MISCOUNTED, I7",
        "NO_RANGE_READ, LOST, I1"
    })
    void each_seeded_bug_is_caught_by_the_promise_it_breaks(Bug bug, Violation.Kind kind, String invariant) {
        assertThat(seeds()).allSatisfy(seed -> {
            var verdict = ModelSuite.run(bug, seed);
            assertThat(verdict.violations())
                    .as("seed %d: %s", seed, verdict.report())
                    .extracting(Violation::kind)
                    .contains(kind);
        });
        assertThat(kind.invariant()).isEqualTo(invariant);
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, SEEDS);
    }
}
