package dev.sapa.bench.subject;

import dev.sapa.bench.wire.Loop;
import dev.sapa.bench.wire.WebSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Listeners of a peer as socket.io's own client is by default: the first reconnection after 0.5 to 1.5 s, doubling up to
 * 5 s, and what was missed is missed; or with connection state recovery, which asks for what was missed.
 */
public final class PeerAudience extends TaggedChat implements Audience {

    private static final int AT_ONCE = 32;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final long FIRST_PAUSE_MILLIS = 1000;
    private static final long LONGEST_PAUSE_MILLIS = 5000;
    private static final int MOST_DOUBLINGS = 3;
    private static final byte[] PID = "\"pid\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final int SPEAKERS = 20;

    private final Loop loop;
    private final URI door;
    private final boolean recovering;
    private final Listening[] listeners;
    private final WebSocket[] speakers = new WebSocket[SPEAKERS];
    private final AtomicInteger present = new AtomicInteger();
    private final AtomicInteger disorders = new AtomicInteger();

    private PeerAudience(Loop loop, URI door, int conversations, boolean recovering) {
        this.loop = loop;
        this.door = door;
        this.recovering = recovering;
        this.listeners = new Listening[conversations];
    }

    /**
     * Connects everybody.
     *
     * @param recovering whether listeners ask for what they missed
     */
    public static PeerAudience open(
            Loop loop, URI door, int conversations, boolean recovering, Consumer<String> progress) {
        var audience = new PeerAudience(loop, door, conversations, recovering);
        var speaking = new Ramp[1];
        speaking[0] = new Ramp(loop, SPEAKERS, i -> audience.openSpeaker(i, speaking[0]));
        speaking[0].climb(AT_ONCE, PATIENCE, progress);
        var ramps = new Ramp[1];
        ramps[0] = new Ramp(loop, conversations, i -> {
            audience.listeners[i] = audience.new Listening(i, ramps[0]);
            audience.listeners[i].connect();
        });
        ramps[0].climb(AT_ONCE, PATIENCE, progress);
        return audience;
    }

    @Override
    public int conversations() {
        return listeners.length;
    }

    @Override
    public void send(int conversation, int index) {
        speakers[conversation % SPEAKERS].send(PeerFrames.send(conversation, index, name(index), TEXT));
    }

    @Override
    public void cut(int conversation) {
        loop.execute(() -> listeners[conversation].cut());
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
        for (var listener : listeners) {
            loop.execute(listener::cut);
        }
        for (var socket : speakers) {
            socket.close();
        }
    }

    private void openSpeaker(int number, Ramp ramp) {
        speakers[number] = WebSocket.open(loop, SapaChat.anyPort(number), door, Map.of(), new WebSocket.Listener() {
            @Override
            public void opened() {
                // The server speaks first.
            }

            @Override
            public void text(byte[] bytes, int from, int length) {
                switch (PeerFrames.kind(bytes, from, length)) {
                    case "0" -> speakers[number].send(PeerFrames.connect(""));
                    case "2" -> speakers[number].send(PeerFrames.PONG);
                    case "40" -> ramp.arrived();
                    case "43" -> acked(bytes, from, length);
                    default -> {
                        // Speakers are in no room.
                    }
                }
            }

            @Override
            public void closed(int code, String reason) {
                countLost();
            }
        });
    }

    /** A listener through all of its connections. Touched by the loop only. */
    private final class Listening {

        private final int number;
        private final Ramp ramp;
        private @Nullable WebSocket socket;
        private String pid = "";
        private String offset = "";
        private int tries;
        private boolean joined;
        private boolean known;
        private long lastSeq;

        Listening(int number, Ramp ramp) {
            this.number = number;
            this.ramp = ramp;
        }

        void connect() {
            if (isClosing()) {
                return;
            }
            socket = WebSocket.open(loop, SapaChat.anyPort(number), door, Map.of(), new WebSocket.Listener() {
                @Override
                public void opened() {
                    // The server speaks first.
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

        private void heard(byte[] bytes, int from, int length) {
            if (socket == null) {
                return;
            }
            switch (PeerFrames.kind(bytes, from, length)) {
                case "0" -> socket.send(auth());
                case "2" -> socket.send(PeerFrames.PONG);
                case "40" -> arrived(bytes, from, length);
                case "42" -> message(bytes, from, length);
                default -> {
                    // Nothing else is sent here.
                }
            }
        }

        private String auth() {
            var rooms = "\"c" + number + "\"";
            return recovering && !pid.isEmpty() && !offset.isEmpty()
                    ? PeerFrames.reconnect(rooms, pid, offset)
                    : PeerFrames.connect(rooms);
        }

        private void arrived(byte[] bytes, int from, int length) {
            pid = SapaFrames.text(bytes, from, length, PID);
            tries = 0;
            if (!joined) {
                joined = true;
                present.incrementAndGet();
            }
            if (!known) {
                known = true;
                ramp.arrived();
            }
        }

        private void message(byte[] bytes, int from, int length) {
            if (recovering) {
                offset = PeerFrames.offset(bytes, from, length);
            }
            var seq = PeerFrames.seq(bytes, from, length);
            if (seq <= lastSeq) {
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
            var pause = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(tries, MOST_DOUBLINGS));
            tries++;
            var jittered = pause / 2 + ThreadLocalRandom.current().nextLong(pause);
            loop.after(Duration.ofMillis(Math.min(LONGEST_PAUSE_MILLIS, jittered)), this::connect);
        }
    }
}
