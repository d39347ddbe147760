package dev.sapa.bench.subject;

import dev.sapa.bench.wire.Loop;
import dev.sapa.bench.wire.WebSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A peer over Socket.IO (Engine.IO 4, WebSocket transport only): the same sockets as the suite's, a conversation is a
 * room, a send is an event with an acknowledgement.
 */
public final class PeerChat extends TaggedChat implements AutoCloseable {

    private static final int AT_ONCE = 32;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final WebSocket[] visitors;
    private final WebSocket[] agents;

    private PeerChat(int visitors, int agents) {
        this.visitors = new WebSocket[visitors];
        this.agents = new WebSocket[agents];
    }

    /** Connects everybody; conversation {@code i} is that of agent {@code i} modulo their number. */
    public static PeerChat open(Loop loop, URI door, int conversations, int agents, Consumer<String> progress) {
        var chat = new PeerChat(conversations, agents);
        progress.accept("connecting " + agents + " agents and " + conversations + " visitors");
        chat.openAll(loop, door, chat.agents, i -> rooms(i, conversations, agents), true, progress);
        chat.openAll(loop, door, chat.visitors, i -> "\"c" + i + "\"", false, progress);
        return chat;
    }

    @Override
    public int conversations() {
        return visitors.length;
    }

    @Override
    public void send(int conversation, int index) {
        visitors[conversation].send(PeerFrames.send(conversation, index, name(index), TEXT));
    }

    @Override
    public void close() {
        beginClosing();
        for (var socket : visitors) {
            socket.close();
        }
        for (var socket : agents) {
            socket.close();
        }
    }

    private static String rooms(int agent, int conversations, int agents) {
        return IntStream.iterate(agent, room -> room < conversations, room -> room + agents)
                .mapToObj(room -> "\"c" + room + "\"")
                .collect(Collectors.joining(","));
    }

    private void openAll(
            Loop loop,
            URI door,
            WebSocket[] sockets,
            IntFunction<String> rooms,
            boolean agent,
            Consumer<String> progress) {
        var ramps = new Ramp[1];
        ramps[0] = new Ramp(
                loop,
                sockets.length,
                i -> sockets[i] = WebSocket.open(loop, SapaChat.anyPort(i), door, Map.of(), new WebSocket.Listener() {
                    @Override
                    public void opened() {
                        // The server speaks first.
                    }

                    @Override
                    public void text(byte[] bytes, int from, int length) {
                        heard(sockets[i], rooms.apply(i), agent, ramps[0], bytes, from, length);
                    }

                    @Override
                    public void closed(int code, String reason) {
                        countLost();
                    }
                }));
        ramps[0].climb(AT_ONCE, PATIENCE, progress);
    }

    private void heard(WebSocket socket, String rooms, boolean agent, Ramp ramp, byte[] bytes, int from, int length) {
        switch (PeerFrames.kind(bytes, from, length)) {
            case "0" -> socket.send(PeerFrames.connect(rooms));
            case "2" -> socket.send(PeerFrames.PONG);
            case "40" -> ramp.arrived();
            case "43" -> acked(bytes, from, length);
            case "42" -> {
                if (agent) {
                    delivered(bytes, from, length);
                }
            }
            case "44" ->
                throw new IllegalStateException(
                        "The peer refused a connection: " + new String(bytes, from, length, StandardCharsets.UTF_8));
            default -> {
                // Nothing else is sent here.
            }
        }
    }
}
