package dev.sapa.relay;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A publishing service reduced to the relay, as a process of its own that can be killed:
 * {@code <database url> <kafka> <topic> <changes> <keys> [<point to die at> <how often reached>]}.
 * Ends with 0 when all changes are committed and the outbox is empty.
 */
final class PublisherProcess {

    static final UUID COMPANY = new UUID(0, 1);

    private static final int AT_ONCE = 16;

    private final EventTransactions transactions;
    private final OutboxStore outbox;
    private final String topic;

    private PublisherProcess(EventTransactions transactions, OutboxStore outbox, String topic) {
        this.transactions = transactions;
        this.outbox = outbox;
        this.topic = topic;
    }

    public static void main(String[] args) {
        var settings = new Impatient();
        var vertx = Vertx.vertx();
        var pool = Pool.newInstance(PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(12))
                .connectingTo(PgConnectOptions.fromUri(args[0]))
                .using(vertx)
                .build());
        var probe = args.length > 5
                ? new Killer(RelayProbe.Point.valueOf(args[5].toUpperCase(Locale.ROOT)), Integer.parseInt(args[6]))
                : new RelayProbe();
        var meters = new SimpleMeterRegistry();
        var outbox = new OutboxStore(pool, vertx);
        var publisher = new Publisher(outbox, probe, settings, meters, args[1]);
        var transactions = new EventTransactions(new PlainTransaction(pool), outbox, new Lanes(publisher), probe);
        publisher.start(new StartupEvent());
        new Sweeper(pool, outbox, publisher, new Inbox(pool), settings, vertx, meters).start(new StartupEvent());

        new PublisherProcess(transactions, outbox, args[2]).run(Integer.parseInt(args[3]), Integer.parseInt(args[4]));
        System.exit(0);
    }

    private void run(int changes, int keys) {
        Multi.createFrom()
                .range(0, changes)
                .onItem()
                .transformToUni(number -> change(new UUID(0, number % keys)))
                .merge(AT_ONCE)
                .collect()
                .last()
                .await()
                .atMost(Duration.ofSeconds(60));
        outbox.age()
                .onItem()
                .delayIt()
                .by(Duration.ofMillis(50))
                .repeat()
                .until(age -> age == 0)
                .collect()
                .last()
                .await()
                .atMost(Duration.ofSeconds(60));
    }

    private Uni<Void> change(UUID thing) {
        return transactions.inConnection(Scope.of(COMPANY), (connection, events) -> next(connection, thing)
                .invoke(version -> events.record(OutgoingEvent.of(
                        topic, "test.thing-changed.v1", thing, version, COMPANY, Map.of("version", version))))
                .replaceWithVoid());
    }

    private static Uni<Long> next(SqlConnection connection, UUID thing) {
        return connection.preparedQuery("""
                        insert into thing (id, version) values ($1, 1)
                        on conflict (id) do update set version = thing.version + 1 returning version
                        """).execute(Tuple.of(thing)).map(rows -> rows.iterator()
                .next()
                .getLong(0));
    }

    /** Sweeps often, so that the tests are short. */
    private record Impatient() implements RelaySettings {

        @Override
        public Optional<String> topic() {
            return Optional.empty();
        }

        @Override
        public boolean compacted() {
            return false;
        }

        @Override
        public int partitions() {
            return 12;
        }

        @Override
        public Duration retention() {
            return Duration.ofDays(7);
        }

        @Override
        public Optional<List<String>> topics() {
            return Optional.empty();
        }

        @Override
        public Optional<String> group() {
            return Optional.empty();
        }

        @Override
        public boolean consume() {
            return false;
        }

        @Override
        public Duration sweepInterval() {
            return Duration.ofMillis(100);
        }

        @Override
        public Duration sweepAfter() {
            return Duration.ofMillis(300);
        }

        @Override
        public int backlog() {
            return 20_000;
        }

        @Override
        public Duration gapPatience() {
            return Duration.ofSeconds(3);
        }

        @Override
        public int concurrency() {
            return AT_ONCE;
        }

        @Override
        public int aside() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Duration remember() {
            return Duration.ofDays(8);
        }
    }

    /** Dies like a killed process does: no hook, no flush. */
    private static final class Killer extends RelayProbe {

        private final Point point;
        private final AtomicInteger left;

        private Killer(Point point, int reached) {
            this.point = point;
            this.left = new AtomicInteger(reached);
        }

        @Override
        void reached(Point reached) {
            if (reached == point && left.decrementAndGet() == 0) {
                Runtime.getRuntime().halt(137);
            }
        }
    }
}
