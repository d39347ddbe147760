package dev.sapa.local.launch;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A service of the suite as the local run knows it.
 *
 * @param name of the directory, and of the process
 * @param port of the first replica; each further one is 100 higher
 * @param urlSetting the setting in which others find its base URLs; null when nobody calls it
 * @param heapMegabytes maximum heap
 * @param hot whether it has code that is worth the second compiler, which takes a fifth of a small machine's processors in
 *     the first minutes: what every message passes through, and the hashing of passwords
 * @param jvmOptions further ones of its own
 */
record ServiceKind(
        String name, int port, @Nullable String urlSetting, int heapMegabytes, boolean hot, List<String> jvmOptions) {

    /** In the order of start. What has not been built into the checkout is not started. */
    static final List<ServiceKind> ALL = List.of(
            new ServiceKind("auth-service", 8081, "SAPA_AUTH_URL", 144, true, List.of()),
            new ServiceKind("chat-service", 8082, "SAPA_CHAT_URL", 256, true, List.of()),
            new ServiceKind("routing-service", 8083, "SAPA_ROUTING_URL", 256, false, List.of()),
            new ServiceKind("analytics-service", 8084, "SAPA_ANALYTICS_URL", 256, false, List.of()),
            new ServiceKind("salesforce-bridge", 8085, "SAPA_SALESFORCE_URL", 256, false, List.of()),
            // Holds the sockets: what each takes should be its own, not room that the heap keeps (performance.md, P3).
            new ServiceKind(
                    "gateway",
                    8080,
                    null,
                    512,
                    true,
                    List.of("-XX:MaxNewSize=32m", "-XX:MinHeapFreeRatio=10", "-XX:MaxHeapFreeRatio=20")));

    private static final int MANAGEMENT_DISTANCE = 1000;
    private static final int REPLICA_DISTANCE = 100;

    static @Nullable ServiceKind named(String name) {
        return ALL.stream().filter(kind -> kind.name.equals(name)).findFirst().orElse(null);
    }

    boolean isGateway() {
        return name.equals("gateway");
    }

    Path module(Path root) {
        return root.resolve(name);
    }

    /** @param replica counted from 1 */
    int port(int replica) {
        return port + (replica - 1) * REPLICA_DISTANCE;
    }

    int managementPort(int replica) {
        return port(replica) + MANAGEMENT_DISTANCE;
    }

    String processName(int replica) {
        return replica == 1 ? name : name + "-" + replica;
    }
}
