package dev.sapa.local.test;

import dev.sapa.local.process.StartFailure;
import dev.sapa.local.server.LocalServers;
import dev.sapa.local.server.Ports;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Boots PostgreSQL, Redis and Kafka once per JVM on free ports and gives a service's tests the settings to reach them.
 * Every later use in the same JVM gets the same servers. They end with the JVM, however it ends, and take their data along.
 *
 * <pre>{@code
 * @QuarkusTest
 * @WithTestResource(value = LocalServersResource.class, scope = TestResourceScope.GLOBAL)
 * }</pre>
 */
public class LocalServersResource implements QuarkusTestResourceLifecycleManager {

    // Quarkus may load this class several times in one JVM, each time with its own static fields.
    private static final String STARTED = "dev.sapa.local.test.";

    @Override
    public Map<String, String> start() {
        synchronized (Runtime.getRuntime()) {
            Map<String, String> known = known();
            if (!known.isEmpty()) {
                return known;
            }
            try {
                Map<String, String> settings = boot();
                settings.forEach((name, value) -> System.setProperty(STARTED + name, value));
                return settings;
            } catch (IOException e) {
                throw new StartFailure("The test servers could not be started: " + e.getMessage(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StartFailure("interrupted while the test servers started", e);
            }
        }
    }

    /** Leaves them running for the next test class. */
    @Override
    public void stop() {}

    private static Map<String, String> known() {
        Map<String, String> known = new TreeMap<>();
        for (String name : System.getProperties().stringPropertyNames()) {
            if (name.startsWith(STARTED)) {
                known.put(name.substring(STARTED.length()), System.getProperty(name));
            }
        }
        return known;
    }

    private static Map<String, String> boot() throws IOException, InterruptedException {
        Path base = Files.createDirectories(Path.of("target", "local-servers"));
        removeRemains(base);
        Path directory = base.resolve(Long.toString(ProcessHandle.current().pid()));
        LocalServers servers = LocalServers.start(directory, Ports.free());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(servers, directory), "local-servers-end"));
        Map<String, String> settings = new TreeMap<>();
        settings.put("SAPA_DB_URL", servers.database().url());
        settings.put("SAPA_DB_PASSWORD", LocalServers.RUNTIME_PASSWORD);
        settings.put("SAPA_DB_OWNER_PASSWORD", LocalServers.OWNER_PASSWORD);
        settings.put("SAPA_REDIS_URL", servers.redisUrl());
        settings.put("SAPA_KAFKA", servers.kafkaBootstrap());
        settings.put("SAPA_SERVICE_SECRET", "demo-service-secret");
        settings.put("JWT_SECRET", "your_jwt_secret");
        settings.put("SAPA_KEY_SECRET", "demo-key-secret");
        settings.put("SAPA_DEMO", "true");
        return settings;
    }

    private static void end(LocalServers servers, Path directory) {
        try {
            servers.kill();
            delete(directory);
        } catch (IOException e) {
            // Server processes may still be writing their last file; the next run removes the rest.
        }
    }

    /** Of test JVMs that were killed. */
    private static void removeRemains(Path base) throws IOException {
        try (DirectoryStream<Path> runs = Files.newDirectoryStream(base, "[0-9]*")) {
            for (Path run : runs) {
                if (ProcessHandle.of(Long.parseLong(run.getFileName().toString()))
                        .isEmpty()) {
                    delete(run);
                }
            }
        }
    }

    private static void delete(Path tree) throws IOException {
        List<Path> all;
        try (Stream<Path> found = Files.walk(tree)) {
            all = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.delete(path);
        }
    }
}
