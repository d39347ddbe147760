package dev.sapa.local.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The TCP ports of the servers.
 *
 * @param kafkaController Kafka's second port, for itself
 */
public record Ports(int postgres, int redis, int kafka, int kafkaController) {

    /** What {@code ./deploy/up} uses: not the usual numbers, which a developer's own servers may hold. */
    public static final Ports DEFAULT = new Ports(15432, 16379, 19092, 19093);

    // Below the range from which systems take ports for outgoing connections.
    private static final int FIRST_FREE_CANDIDATE = 20_000;
    private static final int LAST_FREE_CANDIDATE = 32_000;

    /** Four ports that are free now. */
    public static Ports free() {
        return new Ports(freePort(), freePort(), freePort(), freePort());
    }

    public Ports shiftedBy(int offset) {
        return new Ports(postgres + offset, redis + offset, kafka + offset, kafkaController + offset);
    }

    /** A random port on which nothing listens now. */
    public static int freePort() {
        int port;
        do {
            port = ThreadLocalRandom.current().nextInt(FIRST_FREE_CANDIDATE, LAST_FREE_CANDIDATE);
        } while (!isFree(port));
        return port;
    }

    /** Whether a server could listen on the port now, on every address of this machine. */
    public static boolean isFree(int port) {
        return canBind(new InetSocketAddress(port))
                && canBind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    private static boolean canBind(InetSocketAddress address) {
        try (ServerSocket probe = new ServerSocket()) {
            // Connections that linger after a stop do not count: the servers set this too.
            probe.setReuseAddress(true);
            probe.bind(address);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
