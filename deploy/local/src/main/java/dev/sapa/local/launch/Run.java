package dev.sapa.local.launch;

import dev.sapa.local.process.Child;
import dev.sapa.local.process.Program;
import dev.sapa.local.process.Roster;
import dev.sapa.local.process.StartFailure;
import dev.sapa.local.process.Supervisor;
import dev.sapa.local.server.Database;
import dev.sapa.local.server.Kafka;
import dev.sapa.local.server.Ports;
import dev.sapa.local.server.Postgres;
import dev.sapa.local.server.Redis;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One local run from preflight to the last stop. */
final class Run {

    private static final Duration START_PATIENCE = Duration.ofMinutes(2);

    // 14 s together: a stop is promised within 15.
    private static final Duration GATEWAY_STOP = Duration.ofSeconds(4);
    private static final Duration SERVICE_STOP = Duration.ofSeconds(4);

    /** Each writes its cache when it ends: the gateways first, then the others at once. */
    private static final Duration RECORDING_STOP = Duration.ofMinutes(5);

    private static final Duration KAFKA_STOP = Duration.ofSeconds(3);
    private static final Duration REDIS_STOP = Duration.ofSeconds(1);
    private static final Duration POSTGRES_STOP = Duration.ofSeconds(2);

    // Two at once: a start keeps more than one core busy.
    private static final int SERVICES_AT_ONCE = 2;

    private static final List<Integer> COMPATIBILITY_PORTS = List.of(RunPlan.SIMULATOR_PORT, 8000);

    private final RunSettings settings;
    private final RunPlan plan;
    private final Progress progress;
    private final Roster roster;
    private final Supervisor supervisor;
    private final List<PortForward> forwards = new ArrayList<>();

    Run(RunSettings settings, RunPlan plan, Progress progress) {
        this.settings = settings;
        this.plan = plan;
        this.progress = progress;
        this.roster = new Roster(settings.data());
        this.supervisor = new Supervisor(progress::say, roster::write);
    }

    /** Whether {@link #stop} was called. */
    boolean isStopping() {
        return supervisor.isRetired();
    }

    /** Clears what a killed launcher left and checks all ports; starts nothing. */
    void prepare() throws IOException, InterruptedException {
        List<String> leftovers = roster.stopLeftovers();
        if (!leftovers.isEmpty()) {
            progress.say("Stopped what a killed run had left: " + String.join(", ", leftovers));
        }
        Map<Integer, String> needed = new TreeMap<>(plan.ports());
        needed.putAll(ownServerPorts());
        Preflight.checkPorts(needed);
        checkServersOfTheUser();
        if (settings.fresh()) {
            RunFiles.wipe(settings.data());
            progress.say("Wiped the data in " + settings.data());
        }
        RunFiles.setLogsAside(settings.logs());
    }

    /** Starts servers and services and returns when all of them serve. */
    void start() throws IOException, InterruptedException {
        Ports ports = settings.serverPorts();
        Path data = settings.data();
        List<Program> servers = new ArrayList<>();
        Postgres postgres = new Postgres(data.resolve("postgres"), ports.postgres(), log("postgres"));
        if (settings.database() == null) {
            servers.add(postgres);
        }
        if (settings.redisUrl() == null) {
            servers.add(new Redis(data.resolve("redis"), ports.redis(), log("redis")));
        }
        if (settings.kafka() == null) {
            servers.add(new Kafka(
                    data.resolve("kafka"),
                    ports.kafka(),
                    ports.kafkaController(),
                    settings.via("SAPA_KAFKA_VIA", "127.0.0.1:" + ports.kafka()),
                    log("kafka")));
        }
        launch(servers, Math.max(1, servers.size()));

        Database database = settings.database() != null
                ? settings.database()
                : new Database("127.0.0.1", ports.postgres(), "sapa", "postgres", postgres.superuserPassword());
        prepare(database);

        List<ServiceProgram> services = plan.programs(
                "postgresql://" + settings.via("SAPA_DB_VIA", database.host() + ":" + database.port()) + "/"
                        + database.name(),
                orElse(settings.redisUrl(), "redis://" + settings.via("SAPA_REDIS_VIA", "127.0.0.1:" + ports.redis())),
                orElse(settings.kafka(), settings.via("SAPA_KAFKA_VIA", "127.0.0.1:" + ports.kafka())));
        // Everyone verifies tokens with auth-service's keys, so that it comes first.
        launch(services.subList(0, 1), 1);
        launch(services.subList(1, services.size()), SERVICES_AT_ONCE);
        forwardCompatibilityPorts();
    }

    /** Stops everything in order: first who depends on others. Returns within 15 s, but when the services record what they keep. */
    void stop() {
        supervisor.retire();
        boolean recording = settings.aot() == AotCache.RECORD;
        progress.say(recording ? "Stopping; the services write what they keep ..." : "Stopping ...");
        List<Child> services = new ArrayList<>(supervisor.children());
        List<Child> servers =
                named(services, name -> List.of("kafka", "redis", "postgres").contains(name));
        services.removeAll(servers);
        List<Child> gateways = named(services, name -> name.startsWith("gateway"));
        services.removeAll(gateways);
        stopTogether(gateways, recording ? RECORDING_STOP : GATEWAY_STOP);
        stopTogether(services, recording ? RECORDING_STOP : SERVICE_STOP);
        stopTogether(named(servers, "kafka"::equals), KAFKA_STOP);
        stopTogether(named(servers, "redis"::equals), REDIS_STOP);
        stopTogether(named(servers, "postgres"::equals), POSTGRES_STOP);
        try {
            for (PortForward forward : forwards) {
                forward.close();
            }
            roster.remove();
        } catch (IOException e) {
            progress.say("After the stop: " + e.getMessage());
        }
        progress.say("Sapa has stopped.");
    }

    private Map<Integer, String> ownServerPorts() {
        Ports ports = settings.serverPorts();
        Map<Integer, String> own = new TreeMap<>();
        if (settings.database() == null) {
            own.put(ports.postgres(), "PostgreSQL");
        }
        if (settings.redisUrl() == null) {
            own.put(ports.redis(), "Redis");
        }
        if (settings.kafka() == null) {
            own.put(ports.kafka(), "Kafka");
            own.put(ports.kafkaController(), "Kafka's controller");
        }
        return own;
    }

    private void checkServersOfTheUser() {
        Database database = settings.database();
        if (database != null) {
            Preflight.checkReachable("SAPA_DB_URL", database.host(), database.port());
        }
        if (settings.redisUrl() != null) {
            URI redis = URI.create(settings.redisUrl());
            Preflight.checkReachable(
                    "SAPA_REDIS_URL", String.valueOf(redis.getHost()), redis.getPort() < 0 ? 6379 : redis.getPort());
        }
        if (settings.kafka() != null) {
            URI first = URI.create("kafka://" + settings.kafka().split(",", -1)[0]);
            Preflight.checkReachable(
                    "SAPA_KAFKA", String.valueOf(first.getHost()), first.getPort() < 0 ? 9092 : first.getPort());
        }
    }

    private void prepare(Database database) {
        if (!database.namesAdministrator()) {
            progress.say("  The database is used as it is: its address names no administrator who could prepare it.");
            return;
        }
        try {
            database.prepare(settings.databasePassword(), settings.databaseOwnerPassword());
        } catch (SQLException e) {
            throw new StartFailure("The database " + database.url() + " cannot be prepared: " + e.getMessage(), e);
        }
    }

    private void launch(List<? extends Program> programs, int atOnce) throws InterruptedException {
        ExecutorService starters = Executors.newFixedThreadPool(atOnce);
        try {
            List<Future<?>> starts = new ArrayList<>();
            for (Program program : programs) {
                starts.add(starters.submit(() -> {
                    launch(program);
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
            throw new StartFailure("A process could not be started: " + e.getCause(), e.getCause());
        } finally {
            starters.shutdownNow();
        }
    }

    private void launch(Program program) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        supervisor.launch(new Child(program, false), START_PATIENCE);
        progress.ready(program.name(), Duration.ofNanos(System.nanoTime() - begun), program.port());
    }

    private void forwardCompatibilityPorts() {
        for (int port : COMPATIBILITY_PORTS) {
            int shifted = port + settings.portOffset();
            try {
                forwards.add(new PortForward(settings.host(), shifted, plan.publicPort()));
                progress.say("  port " + shifted + " leads to " + plan.publicPort() + " too");
            } catch (IOException e) {
                progress.say("  Warning: port " + shifted + " is taken by " + PortHolder.of(shifted)
                        + ", so it does not lead to " + plan.publicPort() + "; everything else works.");
            }
        }
    }

    private void stopTogether(List<Child> children, Duration patience) {
        ExecutorService stoppers = Executors.newFixedThreadPool(Math.max(1, children.size()));
        try {
            children.stream()
                    .map(child -> CompletableFuture.runAsync(() -> stop(child, patience), stoppers))
                    .toList()
                    .forEach(CompletableFuture::join);
        } finally {
            stoppers.shutdown();
        }
    }

    private void stop(Child child, Duration patience) {
        if (!supervisor.stop(child, patience)) {
            progress.say("  " + child.program().name() + " did not stop in time and was killed");
        }
    }

    private static List<Child> named(List<Child> children, Predicate<String> name) {
        return children.stream()
                .filter(child -> name.test(child.program().name()))
                .toList();
    }

    private Path log(String name) {
        return settings.logs().resolve(name + ".log");
    }

    private static String orElse(@Nullable String given, String otherwise) {
        return given == null ? otherwise : given;
    }
}
