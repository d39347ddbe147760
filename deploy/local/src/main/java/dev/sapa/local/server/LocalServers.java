package dev.sapa.local.server;

import dev.sapa.local.process.Child;
import dev.sapa.local.process.StartFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * PostgreSQL, Redis and Kafka as three child processes, for tests: each can be killed and started again by itself through
 * its {@link Child}, and all are killed when this JVM is gone, however it went.
 */
public final class LocalServers implements AutoCloseable {

    /** Passwords of the demo, see the table of settings. */
    public static final String RUNTIME_PASSWORD = "sapa";

    public static final String OWNER_PASSWORD = "sapa-owner";

    /** Generous, because machines that build are busy. */
    public static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final Duration STOP_PATIENCE = Duration.ofSeconds(10);

    private final Child postgres;
    private final Child redis;
    private final Child kafka;
    private final Database database;

    private LocalServers(Child postgres, Child redis, Child kafka, Database database) {
        this.postgres = postgres;
        this.redis = redis;
        this.kafka = kafka;
        this.database = database;
    }

    /**
     * Starts all three at once and prepares the database {@code sapa} for the services.
     *
     * @param directory keeps data and logs; a later start in the same directory finds the data again
     * @throws StartFailure when one does not start; none is left running then
     */
    public static LocalServers start(Path directory, Ports ports) throws IOException, InterruptedException {
        Path logs = directory.resolve("logs");
        Postgres server = new Postgres(directory.resolve("postgres"), ports.postgres(), logs.resolve("postgres.log"));
        Child postgres = new Child(server, true);
        Child redis = new Child(new Redis(directory.resolve("redis"), ports.redis(), logs.resolve("redis.log")), true);
        Child kafka = new Child(
                new Kafka(
                        directory.resolve("kafka"), ports.kafka(), ports.kafkaController(), logs.resolve("kafka.log")),
                true);
        List<Child> children = List.of(postgres, redis, kafka);
        try {
            startAll(children);
            Database database =
                    new Database("127.0.0.1", ports.postgres(), "sapa", "postgres", server.superuserPassword());
            database.prepare(RUNTIME_PASSWORD, OWNER_PASSWORD);
            return new LocalServers(postgres, redis, kafka, database);
        } catch (SQLException e) {
            killAll(children);
            throw new StartFailure("The database could not be prepared: " + e.getMessage(), e);
        } catch (StartFailure e) {
            killAll(children);
            throw e;
        }
    }

    public Child postgres() {
        return postgres;
    }

    public Child redis() {
        return redis;
    }

    public Child kafka() {
        return kafka;
    }

    /** With the superuser's credentials. */
    public Database database() {
        return database;
    }

    public String redisUrl() {
        return "redis://127.0.0.1:" + redis.program().port();
    }

    /** Kafka's bootstrap servers. */
    public String kafkaBootstrap() {
        return "127.0.0.1:" + kafka.program().port();
    }

    /** Kills all three at once; nothing is lost that was acknowledged. */
    public void kill() {
        killAll(List.of(kafka, redis, postgres));
    }

    /** Stops all three in good order; an interrupt makes it kill what still runs. */
    @Override
    public void close() {
        for (Child child : List.of(kafka, redis, postgres)) {
            child.stop(STOP_PATIENCE);
        }
    }

    private static void startAll(List<Child> children) throws InterruptedException {
        ExecutorService starters = Executors.newFixedThreadPool(children.size());
        try {
            List<Future<?>> starts = new ArrayList<>();
            for (Child child : children) {
                starts.add(starters.submit(() -> {
                    child.startAndAwait(PATIENCE);
                    return null;
                }));
            }
            for (Future<?> start : starts) {
                start.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof StartFailure failure) {
                throw failure;
            }
            throw new StartFailure("A server could not be started: " + e.getCause(), e.getCause());
        } finally {
            starters.shutdownNow();
        }
    }

    private static void killAll(List<Child> children) {
        for (Child child : children) {
            child.kill();
        }
    }
}
