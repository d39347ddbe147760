package dev.sapa.local.launch;

import dev.sapa.local.process.StartFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/** Which services a run consists of, on which ports, and what each is told about the others. */
final class RunPlan {

    /** Public knowledge: for the demo only. A service refuses them elsewhere. */
    private static final Map<String, String> DEMO = Map.of(
            "SAPA_DEMO", "true",
            "SAPA_DB_PASSWORD", "sapa",
            "SAPA_DB_OWNER_PASSWORD", "sapa-owner",
            "SAPA_SERVICE_SECRET", "demo-service-secret",
            "SAPA_KEY_SECRET", "demo-key-secret",
            "JWT_SECRET", "your_jwt_secret",
            "SAPA_DEFAULT_COMPANY", "oss",
            // Consoles and portals under development are served on ports of this machine.
            "SAPA_CORS_ORIGINS", "/http://(localhost|127[.]0[.]0[.]1)(:[0-9]+)?/");

    /** Where seed 000's simulator listens. */
    static final int SIMULATOR_PORT = 5001;

    /** glibc keeps memory for each thread that ever asked for some; a JVM with a few processors needs two such places. */
    private static final String ARENAS = "MALLOC_ARENA_MAX";

    private final RunSettings settings;
    private final List<ServiceKind> kinds;

    private RunPlan(RunSettings settings, List<ServiceKind> kinds) {
        this.settings = settings;
        this.kinds = kinds;
    }

    /** @throws StartFailure when the services were not built, or one lacks the AOT cache that is asked for */
    static RunPlan of(RunSettings settings) {
        List<ServiceKind> built = ServiceKind.ALL.stream()
                .filter(kind -> Files.exists(AotCache.NONE.jar(kind.module(settings.root()))))
                .toList();
        if (built.stream().noneMatch(ServiceKind::isGateway)) {
            Path gateway = ServiceKind.ALL.get(ServiceKind.ALL.size() - 1).module(settings.root());
            throw new StartFailure("The services are not built: " + AotCache.NONE.jar(gateway)
                    + " is absent. ./deploy/up builds them before it starts this program.");
        }
        built.forEach(kind -> settings.aot().check(kind.module(settings.root())));
        return new RunPlan(settings, built);
    }

    /** Where people and clients go. */
    int publicPort() {
        return ServiceKind.ALL.stream()
                        .filter(ServiceKind::isGateway)
                        .findFirst()
                        .orElseThrow()
                        .port(1)
                + settings.portOffset();
    }

    /** Everything the services listen on, with the name of who does. */
    Map<Integer, String> ports() {
        Map<Integer, String> ports = new TreeMap<>();
        for (ServiceKind kind : kinds) {
            for (int replica = 1; replica <= replicas(kind); replica++) {
                String name = kind.processName(replica);
                ports.put(kind.port(replica) + settings.portOffset(), name);
                ports.put(kind.managementPort(replica) + settings.portOffset(), name + ", management");
            }
        }
        return ports;
    }

    /** The programs in the order of start. */
    List<ServiceProgram> programs(String databaseUrl, String redisUrl, String kafka) {
        Map<String, String> shared = new LinkedHashMap<>(DEMO);
        if (!settings.isDemo()) {
            shared.clear();
        }
        shared.keySet().removeIf(settings.environment()::containsKey);
        shared.put("SAPA_DB_URL", databaseUrl);
        shared.put("SAPA_REDIS_URL", redisUrl);
        shared.put("SAPA_KAFKA", kafka);
        for (ServiceKind kind : kinds) {
            if (kind.urlSetting() != null) {
                shared.put(kind.urlSetting(), urls(kind, kind::port, ""));
                shared.put(
                        kind.urlSetting().replace("_URL", "_HEALTH_URL"),
                        urls(kind, kind::managementPort, "/q/health/ready"));
            }
        }
        shared.put("SAPA_SIMULATOR_PORT", Integer.toString(SIMULATOR_PORT + settings.portOffset()));
        List<ServiceProgram> programs = new ArrayList<>();
        for (ServiceKind kind : kinds) {
            for (int replica = 1; replica <= replicas(kind); replica++) {
                programs.add(program(kind, replica, shared));
            }
        }
        return programs;
    }

    private ServiceProgram program(ServiceKind kind, int replica, Map<String, String> shared) {
        String name = kind.processName(replica);
        int port = kind.port(replica) + settings.portOffset();
        int managementPort = kind.managementPort(replica) + settings.portOffset();
        Map<String, String> environment = new LinkedHashMap<>(shared);
        if (kind.name().equals("salesforce-bridge")) {
            environment.putAll(salesforce());
        }
        if (!settings.environment().containsKey(ARENAS)) {
            environment.put(ARENAS, "2");
        }
        environment.put("SAPA_INSTANCE", name);
        environment.put("SAPA_HOST", kind.isGateway() ? settings.host() : "127.0.0.1");
        environment.put("SAPA_PORT", Integer.toString(port));
        environment.put("SAPA_MANAGEMENT_PORT", Integer.toString(managementPort));
        return new ServiceProgram(
                name,
                settings.aot().jar(kind.module(settings.root())),
                settings.data(),
                kind.heapMegabytes(),
                kind.hot(),
                port,
                managementPort,
                javaOptions(kind, replica),
                environment,
                settings.logs().resolve(name + ".log"));
    }

    private List<String> javaOptions(ServiceKind kind, int replica) {
        List<String> options = new ArrayList<>(kind.jvmOptions());
        options.addAll(settings.aot().options(kind.module(settings.root()), replica));
        String given = settings.environment().getOrDefault("SAPA_JAVA_OPTS", "");
        if (!given.isBlank()) {
            options.addAll(List.of(given.strip().split("\\s+", -1)));
        }
        return options;
    }

    private Map<String, String> salesforce() {
        return SalesforceAccount.of(
                settings.root().resolve("salesforce-bridge"),
                settings.environment(),
                "http://localhost:" + publicPort(),
                settings.data(),
                settings.isDemo());
    }

    private String urls(ServiceKind kind, IntUnaryOperator port, String path) {
        List<String> urls = new ArrayList<>();
        for (int replica = 1; replica <= replicas(kind); replica++) {
            urls.add("http://127.0.0.1:" + (port.applyAsInt(replica) + settings.portOffset()) + path);
        }
        return String.join(",", urls);
    }

    private int replicas(ServiceKind kind) {
        @Nullable Integer wanted = settings.replicas().get(kind.name());
        return wanted == null ? 1 : wanted;
    }
}
