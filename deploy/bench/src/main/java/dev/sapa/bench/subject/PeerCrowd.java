package dev.sapa.bench.subject;

import dev.sapa.bench.wire.Loop;
import dev.sapa.bench.wire.WebSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** Many sockets of a peer that are all told the same, and one that says it. */
public final class PeerCrowd implements AutoCloseable {

    private static final int AT_ONCE = 32;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String EVENT = "\"event\":";

    private final WebSocket[] sockets;
    private volatile IntConsumer listener = event -> {};

    private PeerCrowd(int sockets) {
        this.sockets = new WebSocket[sockets + 1];
    }

    /** Opens that many listening sockets and one more. */
    public static PeerCrowd open(Loop loop, URI door, int sockets, Consumer<String> progress) {
        var crowd = new PeerCrowd(sockets);
        var ramps = new Ramp[1];
        ramps[0] = new Ramp(
                loop,
                sockets + 1,
                i -> crowd.sockets[i] = WebSocket.open(
                        loop, SapaChat.anyPort(i), door, Map.of(), new WebSocket.Listener() {
                            @Override
                            public void opened() {
                                // The server speaks first.
                            }

                            @Override
                            public void text(byte[] bytes, int from, int length) {
                                switch (PeerFrames.kind(bytes, from, length)) {
                                    case "0" -> crowd.sockets[i].send(PeerFrames.connect(""));
                                    case "2" -> crowd.sockets[i].send(PeerFrames.PONG);
                                    case "40" -> ramps[0].arrived();
                                    case "42" -> {
                                        if (i < sockets) {
                                            crowd.listener.accept((int) SapaFrames.number(bytes, from, length, EVENT));
                                        }
                                    }
                                    default -> {
                                        // Nothing else is sent here.
                                    }
                                }
                            }

                            @Override
                            public void closed(int code, String reason) {
                                // What it does not hear is missing in the count.
                            }
                        }));
        ramps[0].climb(AT_ONCE, PATIENCE, progress);
        return crowd;
    }

    /**
     * From now on.
     *
     * @param next is told each event by each socket, on the loop's thread
     */
    public void listen(IntConsumer next) {
        listener = next;
    }

    public void announce(int event) {
        sockets[sockets.length - 1].send("42[\"announce\",{\"event\":" + event
                + ",\"agent\":\"550e8400-e29b-41d4-a716-446655440011\",\"status\":\"away\"}]");
    }

    @Override
    public void close() {
        for (var socket : sockets) {
            socket.close();
        }
    }
}
