package dev.sapa.relay;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Sends what a crash, or a Kafka that was away, left in the outbox. Replicas share the work by claiming buckets, so the
 * events of one aggregate are always swept by one of them, in order. It reads rows by their age, never by "greater than
 * the last one seen": ids of transactions that commit late would be passed over.
 */
@ApplicationScoped
class Sweeper {

    private static final Logger LOG = Logger.getLogger(Sweeper.class);
    private static final long FORGET_EVERY_MS = 3_600_000;
    /** More than the producer's delivery timeout; a database that neither answers nor hangs up must not end sweeping. */
    private static final Duration LONGEST_SWEEP = Duration.ofSeconds(60);

    private final Pool pool;
    private final OutboxStore outbox;
    private final Publisher publisher;
    private final Inbox inbox;
    private final RelaySettings settings;
    private final Vertx vertx;
    private final AtomicBoolean sweeping = new AtomicBoolean();
    private final AtomicLong ageMillis;
    private volatile boolean stopping;

    Sweeper(
            Pool pool,
            OutboxStore outbox,
            Publisher publisher,
            Inbox inbox,
            RelaySettings settings,
            Vertx vertx,
            MeterRegistry meters) {
        this.pool = pool;
        this.outbox = outbox;
        this.publisher = publisher;
        this.inbox = inbox;
        this.settings = settings;
        this.vertx = vertx;
        this.ageMillis = meters.gauge("sapa_relay_outbox_age_millis", new AtomicLong());
    }

    void start(@Observes StartupEvent event) {
        vertx.setPeriodic(settings.sweepInterval().toMillis(), timer -> sweep());
        vertx.setPeriodic(FORGET_EVERY_MS, timer -> inbox.forget(settings.remember())
                .subscribe()
                .with(rows -> {}, failure -> LOG.warnf("The inbox keeps old rows: %s", failure.getMessage())));
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
    }

    private void sweep() {
        if (stopping || !sweeping.compareAndSet(false, true)) {
            return;
        }
        outbox.age()
                .invoke(seconds -> ageMillis.set((long) (seconds * 1000)))
                .chain(seconds -> outbox.bucketsWithForgotten(settings.sweepAfter()))
                .chain(this::sweepEach)
                .ifNoItem()
                .after(LONGEST_SWEEP)
                .fail()
                .onTermination()
                .invoke(() -> sweeping.set(false))
                .subscribe()
                .with(done -> {}, failure -> LOG.warnf("The outbox could not be swept: %s", failure.getMessage()));
    }

    private Uni<Void> sweepEach(List<Integer> buckets) {
        return Multi.createFrom()
                .iterable(buckets)
                .onItem()
                .transformToUniAndConcatenate(bucket -> pool.withTransaction(connection -> sweep(connection, bucket)))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> sweep(SqlConnection connection, int bucket) {
        return outbox.claim(connection, bucket)
                .chain(mine -> mine
                        ? outbox.forgotten(connection, bucket, settings.sweepAfter())
                        : Uni.createFrom().item(List.<OutboxRow>of()))
                .map(rows -> rows.stream()
                        .filter(row -> !publisher.isInFlight(row.id()))
                        .toList())
                .chain(rows -> send(connection, rows));
    }

    /** The first alone, to learn cheaply whether Kafka is there; then the rest. */
    private Uni<Void> send(SqlConnection connection, List<OutboxRow> rows) {
        if (rows.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return sendOffLoop(rows.subList(0, 1))
                .chain(() -> sendOffLoop(rows.subList(1, rows.size())))
                .chain(() -> outbox.delete(connection, ids(rows)))
                .invoke(() -> LOG.infof("Sent %d events that were left in the outbox", rows.size()));
    }

    /** A producer without metadata blocks its caller, so the calls are made on a worker thread. */
    private Uni<Void> sendOffLoop(List<OutboxRow> rows) {
        if (rows.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var context = vertx.getOrCreateContext();
        return Uni.createFrom()
                .<Void>emitter(emitter -> vertx.<List<Uni<Void>>>executeBlocking(
                                () -> rows.stream()
                                        .map(row ->
                                                publisher.send(row).memoize().indefinitely())
                                        .peek(sending -> sending.subscribe().with(done -> {}, failure -> {}))
                                        .toList(),
                                true)
                        .onComplete(
                                sends -> Uni.join()
                                        .all(sends)
                                        .andFailFast()
                                        .subscribe()
                                        .with(done -> emitter.complete(null), emitter::fail),
                                emitter::fail))
                .emitOn(command -> context.runOnContext(ignored -> command.run()));
    }

    private static List<UUID> ids(List<OutboxRow> rows) {
        return rows.stream().map(OutboxRow::id).toList();
    }
}
