package dev.sapa.bench.subject;

import dev.sapa.bench.wire.Loop;
import dev.sapa.bench.wire.WebSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Visitors on the native socket as its document asks them to be: they reconnect with full jitter from 0.5 s up, at the
 * next door in turn, and resume after their last {@code seq}. Agents speak to them.
 */
public final class SapaAudience extends TaggedChat implements Audience {

    private static final int AT_ONCE = 32;
    private static final int JOINS_AT_ONCE = 16;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final long FIRST_PAUSE_MILLIS = 500;
    private static final long LONGEST_PAUSE_MILLIS = 30_000;
    private static final int MOST_DOUBLINGS = 6;
    private static final long UNKNOWN = -1;

    private final Loop loop;
    private final List<URI> doors;
    private final List<People.Conversation> conversations;
    private final Visitor[] visitors;
    private final WebSocket[] agents;
    private final byte[][] heads;
    private final AtomicInteger present = new AtomicInteger();
    private final AtomicInteger disorders = new AtomicInteger();

    private SapaAudience(Loop loop, List<URI> doors, List<People.Conversation> conversations, int agents) {
        this.loop = loop;
        this.doors = doors;
        this.conversations = conversations;
        this.visitors = new Visitor[conversations.size()];
        this.agents = new WebSocket[agents];
        this.heads = SapaFrames.sendHeads(conversations, TEXT);
    }

    /**
     * Connects everybody.
     *
     * @param doors the first is where visitors begin; a lost connection is opened again at the next one
     * @param agentDoor where agents are and stay
     */
    public static SapaAudience open(
            Loop loop,
            List<URI> doors,
            URI agentDoor,
            List<People.Conversation> conversations,
            List<People.Agent> agents,
            Consumer<String> progress) {
        var audience = new SapaAudience(loop, doors, conversations, agents.size());
        audience.openAgents(agentDoor, agents, progress);
        var ramps = new Ramp[1];
        ramps[0] = new Ramp(loop, conversations.size(), i -> {
            audience.visitors[i] = audience.new Visitor(i, ramps[0]);
            audience.visitors[i].connect();
        });
        ramps[0].climb(AT_ONCE, PATIENCE, progress);
        return audience;
    }

    @Override
    public int conversations() {
        return visitors.length;
    }

    @Override
    public void send(int conversation, int index) {
        agents[conversation % agents.length].send(SapaFrames.send(heads[conversation], name(index)));
    }

    @Override
    public void cut(int conversation) {
        loop.execute(() -> visitors[conversation].cut());
    }

    @Override
    public int present() {
        return present.get();
    }

    @Override
    public int disorders() {
        return disorders.get();
    }

    @Override
    public void close() {
        beginClosing();
        for (var visitor : visitors) {
            loop.execute(visitor::leave);
        }
        for (var socket : agents) {
            socket.close();
        }
    }

    private void openAgents(URI door, List<People.Agent> staff, Consumer<String> progress) {
        var ramps = new Ramp[1];
        ramps[0] = new Ramp(loop, agents.length, i -> {
            var headers = Map.of("Authorization", "Bearer " + staff.get(i).token());
            agents[i] = WebSocket.open(loop, SapaChat.anyPort(i), door, headers, new Speaker(i, ramps[0]));
        });
        ramps[0].climb(AT_ONCE, PATIENCE, progress);
    }

    /** An agent's socket. It joins its conversations some at a time: a socket that sends more than can wait is refused. */
    private final class Speaker implements WebSocket.Listener {

        private final int number;
        private final Ramp ramp;
        private int next;
        private int missing;

        Speaker(int number, Ramp ramp) {
            this.number = number;
            this.ramp = ramp;
            this.next = number;
        }

        @Override
        public void opened() {
            for (var i = 0; i < JOINS_AT_ONCE; i++) {
                joinNext();
            }
        }

        private void joinNext() {
            if (next < conversations.size()) {
                agents[number].send(SapaFrames.join(conversations.get(next).id(), "{}"));
                next += agents.length;
                missing++;
            }
        }

        @Override
        public void text(byte[] bytes, int from, int length) {
            switch (SapaFrames.type(bytes, from, length)) {
                case ACK -> acked(bytes, from, length);
                case NACK -> refused(bytes, from, length, SapaFrames.code(bytes, from, length));
                case JOINED -> {
                    missing--;
                    joinNext();
                    if (missing == 0) {
                        ramp.arrived();
                    }
                }
                default -> {
                    // The sender's own copy, and what others do.
                }
            }
        }

        @Override
        public void closed(int code, String reason) {
            countLost();
        }
    }

    /** A visitor through all of its connections. Touched by the loop only. */
    private final class Visitor {

        private final int number;
        private final Ramp ramp;
        private @Nullable WebSocket socket;
        private long lastSeq = UNKNOWN;
        private int tries;
        private int connections;
        private boolean joined;

        Visitor(int number, Ramp ramp) {
            this.number = number;
            this.ramp = ramp;
        }

        void connect() {
            if (isClosing()) {
                return;
            }
            var door = doors.get(connections++ % doors.size());
            socket = WebSocket.open(loop, SapaChat.anyPort(number), door, Map.of(), new WebSocket.Listener() {
                @Override
                public void opened() {
                    join();
                }

                @Override
                public void text(byte[] bytes, int from, int length) {
                    heard(bytes, from, length);
                }

                @Override
                public void closed(int code, String reason) {
                    lost();
                }
            });
        }

        void cut() {
            if (socket != null) {
                socket.cut();
            }
        }

        void leave() {
            if (socket != null) {
                socket.close();
            }
        }

        private void join() {
            var conversation = conversations.get(number);
            var position = lastSeq == UNKNOWN ? "" : ",\"after_seq\":" + lastSeq;
            if (socket != null) {
                socket.send(SapaFrames.join(
                        conversation.id(), "{\"session_token\":\"" + conversation.token() + "\"" + position + "}"));
            }
        }

        private void heard(byte[] bytes, int from, int length) {
            switch (SapaFrames.type(bytes, from, length)) {
                case MESSAGE -> message(bytes, from, length);
                case JOINED -> {
                    if (lastSeq == UNKNOWN) {
                        lastSeq = SapaFrames.number(bytes, from, length, "\"last_seq\":");
                        ramp.arrived();
                    }
                    tries = 0;
                    if (!joined) {
                        joined = true;
                        present.incrementAndGet();
                    }
                }
                case ERROR -> {
                    // What is not possible now is tried again as often as a lost connection is opened again.
                    if (!joined) {
                        loop.after(pause(), this::join);
                    }
                }
                default -> {
                    // Heartbeats and the like.
                }
            }
        }

        private void message(byte[] bytes, int from, int length) {
            var seq = SapaFrames.number(bytes, from, length, "\"seq\":");
            if (seq != lastSeq + 1) {
                disorders.incrementAndGet();
            }
            lastSeq = Math.max(lastSeq, seq);
            delivered(bytes, from, length);
        }

        private void lost() {
            if (joined) {
                joined = false;
                present.decrementAndGet();
            }
            loop.after(pause(), this::connect);
        }

        private Duration pause() {
            var most = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(tries, MOST_DOUBLINGS));
            tries++;
            return Duration.ofMillis(ThreadLocalRandom.current().nextLong(most));
        }
    }
}
