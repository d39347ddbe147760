package dev.sapa.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class KeyLaneTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final UUID AGGREGATE = UUID.randomUUID();

    private final AtomicLong applied = new AtomicLong();
    private final List<String> done = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger emptied = new AtomicInteger();
    private final AtomicInteger attempts = new AtomicInteger();

    @AfterAll
    static void close() {
        VERTX.close();
    }

    @Test
    void applies_versions_in_order_however_they_arrive() {
        var lane = lane(60_000);

        add(lane, 3);
        add(lane, 2);
        add(lane, 4);
        add(lane, 1);

        await().untilAsserted(() -> assertThat(done).containsExactly("1", "2", "3", "4"));
        await().untilAsserted(() -> assertThat(lane.isEmpty()).isTrue());
        assertThat(emptied).hasPositiveValue();
    }

    @Test
    void tries_those_that_wait_again_only_when_the_first_of_them_may_be_next() {
        var lane = lane(60_000);

        LongStream.rangeClosed(1, 100).map(i -> 2 * i).forEach(version -> add(lane, version));
        LongStream.rangeClosed(1, 100).map(i -> 2 * i - 1).forEach(version -> add(lane, version));

        await().untilAsserted(() -> assertThat(done).hasSize(200));
        assertThat(done)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 200).mapToObj(Long::toString).toList());
        assertThat(attempts.get()).isLessThanOrEqualTo(4 * 100);
    }

    @Test
    void is_patient_as_long_as_anything_goes_on() throws InterruptedException {
        var lane = lane(400);

        LongStream.rangeClosed(1, 6).map(i -> 2 * i).forEach(version -> add(lane, version));
        for (long version = 1; version <= 11; version += 2) {
            var tick = new CountDownLatch(1);
            VERTX.setTimer(150, fired -> tick.countDown());
            tick.await();
            add(lane, version);
        }

        await().untilAsserted(() -> assertThat(done).hasSize(12));
        assertThat(done).noneMatch(what -> what.startsWith("reconciled"));
    }

    @Test
    void ignores_what_was_applied_before() {
        var lane = lane(60_000);

        add(lane, 1);
        add(lane, 1);
        add(lane, 2);
        add(lane, 1);

        await().untilAsserted(() -> assertThat(done).containsExactly("1", "2"));
        await().untilAsserted(() -> assertThat(lane.isEmpty()).isTrue());
    }

    @Test
    void takes_the_owners_word_when_a_missing_version_does_not_come() {
        var lane = lane(150);

        add(lane, 1);
        add(lane, 3);
        add(lane, 4);

        await().untilAsserted(() -> assertThat(done).containsExactly("1", "reconciled 3", "4"));
    }

    @Test
    void retries_in_place_while_a_dependency_is_away() {
        var lane = lane(60_000);
        var failures = new AtomicInteger(3);

        var first = add(lane, 1, () -> {
            if (failures.getAndDecrement() > 0) {
                return Uni.createFrom().failure(new ConnectException("database away"));
            }
            return apply(1);
        });
        add(lane, 2);

        await().untilAsserted(() -> assertThat(done).containsExactly("1", "2"));
        assertThat(first).isCompleted();
    }

    @Test
    void gives_up_poison_at_once_and_goes_on() {
        var lane = lane(60_000);

        var poison = add(lane, 1, () -> Uni.createFrom().failure(new PoisonEvent("negative seq")));
        add(lane, 1);

        await().untilAsserted(() -> assertThat(done).containsExactly("1"));
        assertThat(poison).isCompletedExceptionally();
    }

    @Test
    void does_not_forget_those_that_wait_behind_poison() {
        var lane = lane(150);

        var poison = add(
                lane,
                3,
                () -> applied.get() < 2 ? apply(3) : Uni.createFrom().failure(new PoisonEvent("negative seq")));
        add(lane, 4);
        add(lane, 5);
        add(lane, 1);
        add(lane, 2);

        await().untilAsserted(() -> assertThat(done).containsExactly("1", "2", "reconciled 4", "5"));
        assertThat(poison).isCompletedExceptionally();
    }

    @Test
    void gives_up_our_own_mistake_after_a_few_tries() {
        var lane = lane(60_000);
        var tries = new AtomicInteger();

        var broken = add(lane, 1, () -> {
            tries.incrementAndGet();
            return Uni.createFrom().failure(new NullPointerException("bug"));
        });

        await().untilAsserted(() -> assertThat(broken).isCompletedExceptionally());
        assertThat(tries).hasValue(5);
    }

    private KeyLane lane(long patienceMs) {
        return new KeyLane(VERTX, patienceMs, () -> false, emptied::incrementAndGet);
    }

    private void add(KeyLane lane, long version) {
        assertThat(add(lane, version, () -> apply(version))).isNotCancelled();
    }

    private CompletableFuture<Void> add(
            KeyLane lane, long version, java.util.function.Supplier<Uni<Void>> application) {
        var outcome = new CompletableFuture<Void>();
        var settled = Uni.createFrom().<Void>emitter(emitter -> {
            lane.announce();
            lane.add(new KeyLane.Work(
                    version,
                    "version " + version,
                    application,
                    () -> {
                        applied.set(version);
                        done.add("reconciled " + version);
                        return Uni.createFrom().voidItem();
                    },
                    () -> {},
                    emitter));
        });
        settled.subscribe().with(outcome::complete, outcome::completeExceptionally);
        return outcome;
    }

    private Uni<Void> apply(long version) {
        return Uni.createFrom().deferred(() -> {
            attempts.incrementAndGet();
            var event = new Received<>(
                    UUID.randomUUID(), "test", AGGREGATE, version, UUID.randomUUID(), "", java.time.Instant.now());
            if (event.isNext(applied.get())) {
                applied.set(version);
                done.add(Long.toString(version));
            }
            return Uni.createFrom().voidItem();
        });
    }
}
