package dev.sapa.analytics.intake;

import dev.sapa.analytics.Play;
import dev.sapa.analytics.Script;
import dev.sapa.analytics.definition.ConversationEvent;
import dev.sapa.analytics.rollup.CalendarStore;
import dev.sapa.analytics.rollup.RollupStore;
import dev.sapa.events.ConversationChanged;
import dev.sapa.events.ConversationStarted;
import dev.sapa.events.MessagePosted;
import dev.sapa.relay.Door;
import dev.sapa.relay.Received;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The intake as a process of its own that can be killed: {@code <database url> <company> <seed> <conversations> <batch to
 * die in>}. Takes a script in, in batches of as many conversations, and dies while one of them is written.
 */
final class IntakeProcess {

    static final int BATCH = 60;

    private IntakeProcess() {}

    public static void main(String[] args) {
        var vertx = Vertx.vertx();
        var pool = Pool.newInstance(PgBuilder.pool()
                .connectingTo(PgConnectOptions.fromUri(args[0]))
                .using(vertx)
                .build());
        var intake = new IntakeTransaction(
                Door.transactions(pool, vertx),
                new ConversationStore(),
                new RollupStore(),
                new CalendarStore(),
                new Killer(Integer.parseInt(args[4])));
        var script = new Script(UUID.fromString(args[1]), Long.parseLong(args[2]), Integer.parseInt(args[3]));
        for (var batch : batches(script)) {
            intake.apply(batch).await().atMost(Duration.ofSeconds(30));
        }
        System.exit(0);
    }

    private static List<List<Arrival>> batches(Script script) {
        var batches = new ArrayList<List<Arrival>>();
        for (int from = 0; from < script.conversations().size(); from += BATCH) {
            var some = script.conversations()
                    .subList(from, Math.min(from + BATCH, script.conversations().size()));
            int longest = some.stream().mapToInt(List::size).max().orElse(0);
            for (int i = 0; i < longest; i++) {
                int place = i;
                batches.add(some.stream()
                        .filter(events -> events.size() > place)
                        .map(events -> arrival(events.get(place)))
                        .toList());
            }
        }
        return batches;
    }

    private static Arrival arrival(Play.Sent sent) {
        ConversationEvent event;
        if (sent.payload() instanceof ConversationStarted started) {
            event = ConversationEvent.of(started);
        } else if (sent.payload() instanceof ConversationChanged changed) {
            event = ConversationEvent.of(changed);
        } else {
            event = ConversationEvent.of((MessagePosted) sent.payload());
        }
        var received = new Received<>(
                sent.id(), sent.type(), sent.conversation(), sent.version(), sent.company(), sent.payload(), sent.at());
        var taken = new AtomicReference<Arrival>();
        Uni.createFrom()
                .<Long>emitter(done -> taken.set(new Arrival(received, event, false, done)))
                .subscribe()
                .with(standing -> {});
        return Objects.requireNonNull(taken.get());
    }

    /** Dies like a killed process does: no hook, no flush, no rollback. */
    private static final class Killer extends IntakeProbe {

        private final AtomicInteger left;

        private Killer(int batch) {
            this.left = new AtomicInteger(batch);
        }

        @Override
        void written() {
            if (left.decrementAndGet() == 0) {
                Runtime.getRuntime().halt(137);
            }
        }
    }
}
