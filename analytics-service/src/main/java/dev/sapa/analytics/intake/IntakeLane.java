package dev.sapa.analytics.intake;

import dev.sapa.analytics.definition.ConversationEvent;
import dev.sapa.relay.DatabaseOutage;
import dev.sapa.relay.Received;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Gathers events for a moment and applies them in one transaction, of each conversation one. When a
 * transaction fails, its events are tried apart, so that a bad one fails alone.
 *
 * <p>Everything here runs on one event loop, the lane's own, so that nothing needs a lock.
 */
@ApplicationScoped
class IntakeLane {

    private static final Logger LOG = Logger.getLogger(IntakeLane.class);

    /** Older events come from a backlog. */
    private static final Duration LATE = Duration.ofSeconds(1);

    private final Context loop;
    private final IntakeTransaction transaction;
    private final IntakeSettings settings;
    private final Queue<Arrival> waiting = new ArrayDeque<>();
    private final Queue<Arrival> apart = new ArrayDeque<>();
    private boolean busy;
    private boolean gathering;

    IntakeLane(Vertx vertx, IntakeTransaction transaction, IntakeSettings settings) {
        this.loop = ((VertxInternal) vertx).createEventLoopContext();
        this.transaction = transaction;
        this.settings = settings;
    }

    /**
     * The item comes after the commit.
     *
     * @param despiteGap whether to apply it although versions before it are missing
     * @return fails with {@link dev.sapa.relay.VersionGap} when versions before it are missing
     */
    Uni<Void> take(Received<?> received, ConversationEvent event, boolean despiteGap) {
        return Uni.createFrom()
                .<Long>emitter(done -> loop.runOnContext(ignored -> {
                    waiting.add(new Arrival(received, event, despiteGap, done));
                    gather();
                }))
                .invoke(standing -> requireReached(received, standing))
                .replaceWithVoid();
    }

    private static void requireReached(Received<?> received, long standing) {
        if (received.version() > standing) {
            received.isNext(standing);
        }
    }

    private void gather() {
        var first = waiting.peek();
        if (first == null) {
            return;
        }
        if (waiting.size() >= settings.batch() || settings.gather().isZero() || isLate(first)) {
            flush();
        } else if (!gathering && !busy) {
            gathering = true;
            loop.owner()
                    .setTimer(
                            settings.gather().toMillis(),
                            fired -> loop.runOnContext(ignored -> {
                                gathering = false;
                                flush();
                            }));
        }
    }

    /** Whoever has to catch up must not wait: the next event of a conversation comes only when this one is applied. */
    private static boolean isLate(Arrival arrival) {
        return arrival.received().at().isBefore(Instant.now().minus(LATE));
    }

    private void flush() {
        if (busy) {
            return;
        }
        var batch = nextBatch();
        if (batch.isEmpty()) {
            return;
        }
        busy = true;
        transaction
                .apply(batch)
                .subscribe()
                .with(standing -> applied(batch, standing), failure -> failed(batch, failure));
    }

    private List<Arrival> nextBatch() {
        if (!apart.isEmpty()) {
            return List.of(apart.remove());
        }
        var batch = new ArrayList<Arrival>();
        var taken = new HashSet<UUID>();
        var rest = new ArrayList<Arrival>();
        while (!waiting.isEmpty() && batch.size() < settings.batch()) {
            var next = waiting.remove();
            (taken.add(next.conversationId()) ? batch : rest).add(next);
        }
        waiting.addAll(rest);
        return batch;
    }

    private void applied(List<Arrival> batch, List<Long> standing) {
        goOn(() -> {
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).done().complete(standing.get(i));
            }
        });
    }

    private void failed(List<Arrival> batch, Throwable failure) {
        goOn(() -> {
            if (batch.size() == 1 || DatabaseOutage.passes(failure)) {
                batch.forEach(arrival -> arrival.done().fail(failure));
            } else {
                LOG.warnf("%d events could not be applied together and are tried apart: %s", batch.size(), failure);
                apart.addAll(batch);
            }
        });
    }

    private void goOn(Runnable outcome) {
        loop.runOnContext(ignored -> {
            busy = false;
            outcome.run();
            if (apart.isEmpty()) {
                gather();
            } else {
                flush();
            }
        });
    }
}
