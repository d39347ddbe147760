package dev.sapa.bench.subject;

import dev.sapa.bench.wire.Loop;
import dev.sapa.bench.wire.WebSocket;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The native socket: each conversation has a visitor's socket, and an agent's socket carries all conversations of that
 * agent. A message counts as delivered when the agent's socket has it.
 */
public final class SapaChat extends TaggedChat implements AutoCloseable {

    private static final int AT_ONCE = 32;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final List<People.Conversation> conversations;
    private final WebSocket[] visitors;
    private final WebSocket[] agents;
    private final byte[][] heads;
    private volatile @Nullable String complaint;

    private SapaChat(List<People.Conversation> conversations, int agents) {
        this.conversations = conversations;
        this.visitors = new WebSocket[conversations.size()];
        this.agents = new WebSocket[agents];
        this.heads = SapaFrames.sendHeads(conversations, TEXT);
    }

    /**
     * Connects everybody and joins all conversations.
     *
     * @param agents conversation {@code i} is that of agent {@code i} modulo their number
     * @param visitorDoor where visitors connect, {@code agentDoor} where agents do: the same gateway or another
     */
    public static SapaChat open(
            Loop loop,
            URI visitorDoor,
            URI agentDoor,
            List<People.Conversation> conversations,
            List<People.Agent> agents,
            Consumer<String> progress) {
        var chat = new SapaChat(conversations, agents.size());
        progress.accept("connecting " + agents.size() + " agents and " + conversations.size() + " visitors");
        chat.openAgents(loop, agentDoor, agents, progress);
        chat.openVisitors(loop, visitorDoor, progress);
        return chat;
    }

    @Override
    public int conversations() {
        return visitors.length;
    }

    @Override
    public void send(int conversation, int index) {
        visitors[conversation].send(SapaFrames.send(heads[conversation], name(index)));
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

    private void openVisitors(Loop loop, URI door, Consumer<String> progress) {
        var ramps = new Ramp[1];
        ramps[0] = new Ramp(loop, visitors.length, i -> {
            var conversation = conversations.get(i);
            var join = SapaFrames.join(conversation.id(), "{\"session_token\":\"" + conversation.token() + "\"}");
            visitors[i] = WebSocket.open(
                    loop, anyPort(i), door, Map.of(), new Ear(() -> visitors[i].send(join), ramps[0], 1) {
                        @Override
                        void message(byte[] bytes, int from, int length) {
                            // The sender's own copy.
                        }
                    });
        });
        climb(ramps[0], progress);
    }

    private void openAgents(Loop loop, URI door, List<People.Agent> staff, Consumer<String> progress) {
        var ramps = new Ramp[1];
        ramps[0] = new Ramp(loop, agents.length, i -> {
            var headers = Map.of("Authorization", "Bearer " + staff.get(i).token());
            agents[i] = WebSocket.open(
                    loop, anyPort(i), door, headers, new Ear(() -> joinAll(i), ramps[0], conversationsOf(i)) {
                        @Override
                        void message(byte[] bytes, int from, int length) {
                            delivered(bytes, from, length);
                        }
                    });
        });
        climb(ramps[0], progress);
    }

    private void climb(Ramp ramp, Consumer<String> progress) {
        try {
            ramp.climb(AT_ONCE, PATIENCE, progress);
        } catch (IllegalStateException e) {
            throw complaint == null ? e : new IllegalStateException(e.getMessage() + " " + complaint, e);
        }
    }

    private int conversationsOf(int agent) {
        return (conversations.size() - agent + agents.length - 1) / agents.length;
    }

    private void joinAll(int agent) {
        for (var i = agent; i < conversations.size(); i += agents.length) {
            agents[agent].send(SapaFrames.join(conversations.get(i).id(), "{}"));
        }
    }

    /** Several local addresses, so that there are ports enough for any number of sockets. */
    static InetSocketAddress anyPort(int number) {
        return new InetSocketAddress("127.0.0." + (2 + number % 8), 0);
    }

    /** One socket's listener; it is there when it has joined as often as it asked to. */
    private abstract class Ear implements WebSocket.Listener {

        private final Runnable join;
        private final Ramp ramp;
        private int missing;

        Ear(Runnable join, Ramp ramp, int joins) {
            this.join = join;
            this.ramp = ramp;
            this.missing = joins;
        }

        abstract void message(byte[] bytes, int from, int length);

        @Override
        public void opened() {
            join.run();
            if (missing == 0) {
                ramp.arrived();
            }
        }

        @Override
        public void text(byte[] bytes, int from, int length) {
            switch (SapaFrames.type(bytes, from, length)) {
                case MESSAGE -> message(bytes, from, length);
                case ACK -> acked(bytes, from, length);
                case NACK -> refused(bytes, from, length, SapaFrames.code(bytes, from, length));
                case JOINED -> {
                    missing--;
                    if (missing == 0) {
                        ramp.arrived();
                    }
                }
                case ERROR -> complaint = new String(bytes, from, length, StandardCharsets.UTF_8);
                default -> {
                    // Heartbeats and the like.
                }
            }
        }

        @Override
        public void closed(int code, String reason) {
            countLost();
            if (!isClosing()) {
                complaint = "A socket was closed with " + code + " " + reason;
            }
        }
    }
}
