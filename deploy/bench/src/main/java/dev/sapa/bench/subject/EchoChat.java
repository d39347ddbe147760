package dev.sapa.bench.subject;

import dev.sapa.bench.wire.Loop;
import dev.sapa.bench.wire.WebSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/** A bare echo server over plain WebSockets: what comes back shows what the generator itself adds. */
public final class EchoChat extends TaggedChat implements AutoCloseable {

    private static final int AT_ONCE = 32;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final WebSocket[] sockets;

    private EchoChat(int sockets) {
        this.sockets = new WebSocket[sockets];
    }

    public static EchoChat open(Loop loop, URI door, int sockets, Consumer<String> progress) {
        var chat = new EchoChat(sockets);
        var ramps = new Ramp[1];
        ramps[0] = new Ramp(
                loop,
                sockets,
                i -> chat.sockets[i] = WebSocket.open(
                        loop, SapaChat.anyPort(i), door, Map.of(), new WebSocket.Listener() {
                            @Override
                            public void opened() {
                                ramps[0].arrived();
                            }

                            @Override
                            public void text(byte[] bytes, int from, int length) {
                                chat.acked(bytes, from, length);
                                chat.delivered(bytes, from, length);
                            }

                            @Override
                            public void closed(int code, String reason) {
                                chat.countLost();
                            }
                        }));
        ramps[0].climb(AT_ONCE, PATIENCE, progress);
        return chat;
    }

    @Override
    public int conversations() {
        return sockets.length;
    }

    @Override
    public void send(int conversation, int index) {
        sockets[conversation].send("{\"id\":\"" + name(index) + "\",\"text\":\"" + TEXT + "\"}");
    }

    @Override
    public void close() {
        beginClosing();
        for (var socket : sockets) {
            socket.close();
        }
    }
}
