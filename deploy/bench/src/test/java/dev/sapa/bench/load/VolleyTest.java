package dev.sapa.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sapa.bench.wire.Loop;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VolleyTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Loop loop = new Loop();
    private final Schedule schedule = Schedule.constant(200, SECOND, 10, 1);

    @AfterEach
    void close() {
        loop.close();
    }

    @Test
    void counts_what_is_lost_doubled_refused_and_unanswered() {
        var outcome = fire((listener, index) -> {
            switch (index) {
                case 3 -> listener.acked(index);
                case 5 -> {
                    listener.acked(index);
                    listener.delivered(index);
                    listener.delivered(index);
                }
                case 7 -> listener.refused(index, "rate-limited");
                case 9 -> listener.delivered(index);
                default -> {
                    listener.acked(index);
                    listener.delivered(index);
                }
            }
        });

        assertThat(outcome.sent()).isEqualTo(200);
        assertThat(outcome.lost()).isEqualTo(1);
        assertThat(outcome.doubled()).isEqualTo(1);
        assertThat(outcome.refused()).isEqualTo(1);
        assertThat(outcome.unanswered()).isEqualTo(1);
        assertThat(outcome.refusals()).containsEntry("rate-limited", 1);
        assertThat(outcome.isWhole()).isFalse();
    }

    @Test
    void a_good_run_is_whole_and_has_a_histogram_for_each_second() {
        var outcome = fire((listener, index) -> {
            listener.acked(index);
            listener.delivered(index);
        });

        assertThat(outcome.isWhole()).isTrue();
        assertThat(outcome.delivery().getTotalCount()).isEqualTo(200);
        assertThat(outcome.seconds()).hasSize(1);
    }

    /** What waits behind a stall counts from when it should have been sent: no coordinated omission. */
    @Test
    void a_stall_is_in_the_latency_of_all_that_waited_behind_it_and_makes_the_run_void() {
        var stall = Duration.ofMillis(400);
        var outcome = fire((listener, index) -> {
            if (index == 50) {
                LockSupport.parkNanos(stall.toNanos());
            }
            listener.acked(index);
            listener.delivered(index);
        });

        var waited = outcome.delivery().getTotalCount()
                - outcome.delivery().getCountBetweenValues(0, TimeUnit.MILLISECONDS.toNanos(100));
        assertThat(waited).isBetween(50L, 70L);
        assertThat(outcome.generator().flaws())
                .anySatisfy(flaw -> assertThat(flaw).contains("late"));
    }

    @Test
    void a_loop_that_lags_makes_the_run_void() {
        loop.after(
                Duration.ofMillis(300),
                () -> LockSupport.parkNanos(Duration.ofMillis(300).toNanos()));

        var outcome = fire((listener, index) -> {
            listener.acked(index);
            listener.delivered(index);
        });

        assertThat(outcome.generator().flaws())
                .anySatisfy(flaw -> assertThat(flaw).contains("lagged"));
    }

    @Test
    void the_warm_up_is_sent_and_not_measured() {
        var volley = new Volley(Duration.ofMillis(500), Duration.ofMillis(200), Generator.Bounds.COARSE, text -> {});
        var outcome = volley.fire(loop, new Imagined((listener, index) -> listener.delivered(index)), schedule);

        assertThat(outcome.delivery().getTotalCount()).isEqualTo(100);
    }

    private Outcome fire(BiConsumer<Chat.Listener, Integer> answer) {
        var volley = new Volley(Duration.ZERO, Duration.ofMillis(300), Generator.Bounds.COARSE, text -> {});
        return volley.fire(loop, new Imagined(answer), schedule);
    }

    /** Answers on the loop as told. */
    private final class Imagined implements Chat {

        private final BiConsumer<Chat.Listener, Integer> answer;
        private volatile Chat.Listener listener = new Flight(schedule, 0, 0);

        Imagined(BiConsumer<Chat.Listener, Integer> answer) {
            this.answer = answer;
        }

        @Override
        public int conversations() {
            return 10;
        }

        @Override
        public void listen(String tag, Chat.Listener next) {
            listener = next;
        }

        @Override
        public void send(int conversation, int index) {
            if (index == 50) {
                answer.accept(listener, index);
            } else {
                loop.execute(() -> answer.accept(listener, index));
            }
        }

        @Override
        public int lostSockets() {
            return 0;
        }
    }
}
