package dev.sapa.local.launch;

import dev.sapa.local.process.StartFailure;
import dev.sapa.local.server.Ports;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Map;
import java.util.TreeMap;

/** What must hold before anything is started: ports are free, and servers of the user's own answer. */
final class Preflight {

    private static final int CONNECT_MILLIS = 3000;

    private Preflight() {}

    /** @throws StartFailure naming every port that is taken, who needs it, who holds it, and the ways out */
    static void checkPorts(Map<Integer, String> needed) {
        Map<Integer, String> taken = new TreeMap<>(needed);
        taken.keySet().removeIf(Ports::isFree);
        if (taken.isEmpty()) {
            return;
        }
        StringBuilder message = new StringBuilder("Nothing was started, because ports are taken:\n");
        taken.forEach((port, purpose) -> message.append("  port ")
                .append(port)
                .append(" (for ")
                .append(purpose)
                .append(") is taken by ")
                .append(PortHolder.of(port))
                .append('\n'));
        message.append("Stop what holds them, or move every port of Sapa: SAPA_PORT_OFFSET=100 ./deploy/up");
        throw new StartFailure(message.toString());
    }

    /** @throws StartFailure when nothing answers at an address the user's setting names */
    static void checkReachable(String setting, String host, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
        } catch (IOException e) {
            throw new StartFailure(
                    setting + " names " + host + ":" + port + ", but no server answers there. Start it, or unset "
                            + setting + " so that the local run starts one itself.",
                    e);
        }
    }
}
