package dev.sapa.local.launch;

import dev.sapa.local.process.StartFailure;
import dev.sapa.local.server.Database;
import dev.sapa.local.server.Ports;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a run is asked to be: the environment's settings and the command line's, checked.
 *
 * @param root of the checkout
 * @param data directory of everything that stays between runs
 * @param logs directory of one log per process
 * @param fresh whether to wipe the data first
 * @param portOffset added to every port, so that several runs fit on one machine
 * @param host address the public door listens on; everything else listens on loopback only
 * @param aot whether the services start from what was kept of an earlier run
 * @param replicas number of processes per service where it is not 1
 * @param database a PostgreSQL of the user's own; null starts one
 * @param redisUrl a Redis of the user's own; null starts one
 * @param kafka bootstrap servers of the user's own Kafka; null starts one
 * @param environment everything given, for the services
 */
record RunSettings(
        Path root,
        Path data,
        Path logs,
        boolean fresh,
        int portOffset,
        String host,
        AotCache aot,
        Map<String, Integer> replicas,
        @Nullable Database database,
        @Nullable String redisUrl,
        @Nullable String kafka,
        Map<String, String> environment) {

    private static final int MAX_REPLICAS = 5;
    private static final int MAX_OFFSET = 40_000;

    /** @throws StartFailure naming the setting or argument that is wrong */
    static RunSettings of(Path root, List<String> arguments, Map<String, String> environment) {
        for (String argument : arguments) {
            if (!argument.equals("--fresh")) {
                throw new StartFailure("Unknown argument '" + argument + "'; ./deploy/up --help lists what there is.");
            }
        }
        Map<String, String> given = new TreeMap<>(environment);
        given.values().removeIf(String::isBlank);
        Path local = root.resolve("deploy/local");
        String dataDirectory = given.get("SAPA_DATA_DIR");
        Path data = dataDirectory == null ? local.resolve("data") : root.resolve(dataDirectory);
        Path logs = dataDirectory == null ? local.resolve("logs") : data.resolve("logs");
        String logDirectory = given.get("SAPA_LOG_DIR");
        return new RunSettings(
                root,
                data.toAbsolutePath().normalize(),
                (logDirectory == null ? logs : root.resolve(logDirectory))
                        .toAbsolutePath()
                        .normalize(),
                arguments.contains("--fresh"),
                number("SAPA_PORT_OFFSET", given.getOrDefault("SAPA_PORT_OFFSET", "0"), 0, MAX_OFFSET),
                given.getOrDefault("SAPA_HOST", "127.0.0.1"),
                AotCache.of(given.get("SAPA_AOT"), Runtime.version().feature()),
                replicas(given.getOrDefault("SAPA_REPLICAS", "")),
                database(given),
                redisUrl(given),
                given.get("SAPA_KAFKA"),
                given);
    }

    Ports serverPorts() {
        return Ports.DEFAULT.shiftedBy(portOffset);
    }

    /**
     * Where services look for a server of this run.
     *
     * @param setting names another address than the server's own, such as that of a proxy in between
     * @param own     the server's {@code host:port}
     */
    String via(String setting, String own) {
        return environment.getOrDefault(setting, own);
    }

    /** Whether the demo's company, users and generous limits are on. */
    boolean isDemo() {
        return Boolean.parseBoolean(environment.getOrDefault("SAPA_DEMO", "true"));
    }

    /** Of the services' runtime roles. @throws StartFailure when it is neither given nor known by the demo */
    String databasePassword() {
        return password("SAPA_DB_PASSWORD", "sapa");
    }

    /** Of the services' migration roles. @throws StartFailure when it is neither given nor known by the demo */
    String databaseOwnerPassword() {
        return password("SAPA_DB_OWNER_PASSWORD", "sapa-owner");
    }

    private String password(String setting, String demo) {
        String given = environment.get(setting);
        if (given == null && !isDemo()) {
            throw new StartFailure("SAPA_DEMO is off, so " + setting + " must be set.");
        }
        return given == null ? demo : given;
    }

    private static Map<String, Integer> replicas(String text) {
        Map<String, Integer> replicas = new LinkedHashMap<>();
        if (text.isBlank()) {
            return replicas;
        }
        for (String part : text.split(",", -1)) {
            String[] pair = part.strip().split("=", -1);
            if (pair.length != 2 || ServiceKind.named(pair[0]) == null) {
                throw new StartFailure(
                        "SAPA_REPLICAS must look like gateway=2,chat-service=2; '" + part + "' does not.");
            }
            replicas.put(pair[0], number("SAPA_REPLICAS", pair[1], 1, MAX_REPLICAS));
        }
        return replicas;
    }

    private static @Nullable Database database(Map<String, String> given) {
        String url = given.get("SAPA_DB_URL");
        if (url != null) {
            return Database.parse(url);
        }
        String host = given.get("DB_HOST");
        if (host == null) {
            return null;
        }
        return new Database(
                host,
                number("DB_PORT", given.getOrDefault("DB_PORT", "5432"), 1, 65535),
                given.getOrDefault("DB_NAME", "sapa"),
                given.getOrDefault("DB_USER", ""),
                given.get("DB_PASSWORD"));
    }

    private static @Nullable String redisUrl(Map<String, String> given) {
        String url = given.get("SAPA_REDIS_URL");
        String host = given.get("REDIS_HOST");
        return url != null || host == null ? url : "redis://" + host + ":" + given.getOrDefault("REDIS_PORT", "6379");
    }

    private static int number(String setting, String text, int from, int to) {
        try {
            int number = Integer.parseInt(text.strip());
            if (number >= from && number <= to) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Answered below like a number out of range.
        }
        throw new StartFailure(setting + " must be a number from " + from + " to " + to + ", not '" + text + "'.");
    }
}
