package dev.sapa.bench.subject;

import dev.sapa.bench.wire.Loop;
import dev.sapa.bench.wire.WebSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Signed-in agents' sockets on the native protocol that only listen. */
public final class Desks implements AutoCloseable {

    private static final int AT_ONCE = 32;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final byte[] AGENT = SapaFrames.ascii("\"agent_id\":\"");
    private static final byte[] SESSION = SapaFrames.ascii("\"session_id\":\"");
    private static final byte[] STATUS = SapaFrames.ascii("\"status\":\"");

    /** Told on the loop's thread. */
    public interface Listener {

        /** This desk was told of a conversation's state. */
        default void updated(int desk, String session, String status) {}

        /** This desk was told of an agent's presence. */
        default void presence(int desk, String agent, String status) {}
    }

    private final WebSocket[] sockets;
    private final AtomicInteger lost = new AtomicInteger();
    private volatile Listener listener = new Listener() {};
    private volatile boolean closing;

    private Desks(int count) {
        sockets = new WebSocket[count];
    }

    /** Opens that many sockets; the staff users take turns. */
    public static Desks open(Loop loop, URI door, List<People.Agent> staff, int count, Consumer<String> progress) {
        var desks = new Desks(count);
        var ramps = new Ramp[1];
        ramps[0] = new Ramp(loop, count, i -> {
            var token = staff.get(i % staff.size()).token();
            desks.sockets[i] = WebSocket.open(
                    loop,
                    SapaChat.anyPort(i),
                    door,
                    Map.of("Authorization", "Bearer " + token),
                    desks.ear(i, ramps[0]));
        });
        ramps[0].climb(AT_ONCE, PATIENCE, progress);
        return desks;
    }

    public void listen(Listener next) {
        listener = next;
    }

    public int lostSockets() {
        return lost.get();
    }

    @Override
    public void close() {
        closing = true;
        for (var socket : sockets) {
            socket.close();
        }
    }

    private WebSocket.Listener ear(int desk, Ramp ramp) {
        return new WebSocket.Listener() {

            private boolean greeted;

            @Override
            public void opened() {
                // Its hello counts.
            }

            @Override
            public void text(byte[] bytes, int from, int length) {
                if (!greeted) {
                    greeted = true;
                    ramp.arrived();
                }
                switch (SapaFrames.type(bytes, from, length)) {
                    case PRESENCE ->
                        listener.presence(
                                desk,
                                SapaFrames.text(bytes, from, length, AGENT),
                                SapaFrames.text(bytes, from, length, STATUS));
                    case UPDATE ->
                        listener.updated(
                                desk,
                                SapaFrames.text(bytes, from, length, SESSION),
                                SapaFrames.text(bytes, from, length, STATUS));
                    default -> {
                        // Not asked for here.
                    }
                }
            }

            @Override
            public void closed(int code, String reason) {
                if (!closing) {
                    lost.incrementAndGet();
                }
            }
        };
    }
}
