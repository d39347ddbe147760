package dev.sapa.gateway.socketio.engine;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sapa.gateway.upstream.Trail;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.ServerWebSocket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A client's session, whatever carries it at the moment. Its state belongs to its event loop: what comes from elsewhere
 * goes through {@link #run}.
 */
public final class EngineSession {

    static final char SEPARATOR = '\u001e';

    private static final String CLOSE = "1";
    private static final String PING = "2";
    private static final String NOOP = "6";
    private static final String PROBE = "2probe";
    private static final String PROBE_ANSWER = "3probe";
    private static final String UPGRADE = "5";
    private static final long LINGER_NANOS = Duration.ofSeconds(5).toNanos();

    /** A poll that is parked while the client changes to WebSocket is let go this often, in milliseconds. */
    private static final long RELEASE = 100;

    private static final short BINARY_REFUSED = 1003;
    private static final short TOO_BIG = 1009;

    private enum State {
        OPEN,
        /** Over, but a polling client has not fetched its last packets yet. */
        LINGERING,
        ENDED
    }

    private record Outgoing(String packet, @Nullable Runnable sent) {}

    private final String id;
    private final Vertx vertx;
    private final Context loop;
    private final Trail trail;
    private final @Nullable String token;
    private final EngineSettings settings;
    private final Consumer<EngineSession> onEnd;
    private final Runnable onOverflow;
    private final Deque<Outgoing> queue = new ArrayDeque<>(4);
    private final long openedAt = System.nanoTime();
    private @Nullable SessionListener listener;
    private State state = State.OPEN;
    private int waitingBytes;
    private @Nullable HttpServerResponse poll;
    private @Nullable ServerWebSocket socket;
    private @Nullable ServerWebSocket probing;
    private long probingSince;
    private long releaseTimer = -1;
    private boolean receiving;
    private boolean pinged;
    private long pingedAt = openedAt;
    private long endedAt;
    private long second;
    private int packetsInSecond;

    EngineSession(
            String id,
            Vertx vertx,
            Context loop,
            Trail trail,
            @Nullable String token,
            EngineSettings settings,
            Consumer<EngineSession> onEnd,
            Runnable onOverflow) {
        this.id = id;
        this.vertx = vertx;
        this.loop = loop;
        this.trail = trail;
        this.token = token;
        this.settings = settings;
        this.onEnd = onEnd;
        this.onOverflow = onOverflow;
    }

    String id() {
        return id;
    }

    /** Where the client is. Any thread. */
    public Trail trail() {
        return trail;
    }

    /** The {@code token} of the handshake's query. Any thread. */
    public @Nullable String token() {
        return token;
    }

    /** When it began, as {@link System#nanoTime()}. Any thread. */
    public long openedAt() {
        return openedAt;
    }

    void listen(SessionListener who) {
        listener = who;
    }

    /** Runs the task on the session's event loop, after those handed over before. Any thread. */
    public void run(Runnable task) {
        loop.runOnContext(nothing -> task.run());
    }

    /** Whether it is over for whoever speaks over it. */
    public boolean isOver() {
        return state != State.OPEN;
    }

    /**
     * Hands a message to the client.
     *
     * @param sent run on the session's event loop when the message has left the process; not run when it is lost
     */
    public void send(String message, @Nullable Runnable sent) {
        if (state == State.OPEN) {
            write(new Outgoing("4" + message, sent));
        }
    }

    private void write(Outgoing packet) {
        waitingBytes += packet.packet().length();
        if (waitingBytes > settings.outgoingBytes()) {
            onOverflow.run();
            end();
            return;
        }
        var open = socket;
        if (open == null) {
            queue.add(packet);
            flush();
        } else {
            write(open, packet);
        }
    }

    private void write(ServerWebSocket open, Outgoing packet) {
        open.writeTextMessage(packet.packet())
                .onComplete(result -> run(() -> {
                    waitingBytes -= packet.packet().length();
                    if (result.succeeded()) {
                        done(packet);
                    }
                }));
    }

    private static void done(Outgoing packet) {
        var sent = packet.sent();
        if (sent != null) {
            sent.run();
        }
    }

    private void flush() {
        var parked = poll;
        if (parked == null || queue.isEmpty()) {
            return;
        }
        poll = null;
        var batch = List.copyOf(queue);
        queue.clear();
        var payload = new StringBuilder();
        for (var packet : batch) {
            (payload.isEmpty() ? payload : payload.append(SEPARATOR)).append(packet.packet());
        }
        Answers.text(parked, payload.toString())
                .onComplete(result -> run(() -> {
                    batch.forEach(packet -> waitingBytes -= packet.packet().length());
                    if (result.succeeded()) {
                        batch.forEach(EngineSession::done);
                    } else {
                        end();
                    }
                }));
        if (state == State.LINGERING) {
            end();
        }
    }

    /** Ends the session; what was sent before still reaches the client. */
    public void close() {
        if (state != State.OPEN) {
            return;
        }
        if (socket != null) {
            end();
            return;
        }
        over(State.LINGERING);
        queue.add(new Outgoing(CLOSE, null));
        flush();
    }

    /** The session is over at once. */
    private void end() {
        if (state == State.ENDED) {
            return;
        }
        over(State.ENDED);
        queue.clear();
        var parked = poll;
        poll = null;
        if (parked != null) {
            Answers.text(parked, NOOP);
        }
        closeQuietly(socket);
        closeQuietly(probing);
        onEnd.accept(this);
    }

    private void over(State now) {
        var before = state;
        state = now;
        endedAt = System.nanoTime();
        stopReleasing();
        var told = listener;
        if (before == State.OPEN && told != null) {
            told.closed();
        }
    }

    private static void closeQuietly(@Nullable ServerWebSocket open) {
        if (open != null && !open.isClosed()) {
            open.close();
        }
    }

    /** What the client is told first. */
    String greeting(boolean overSocket) {
        var open = JsonNodeFactory.instance.objectNode().put("sid", id);
        var upgrades = open.putArray("upgrades");
        if (!overSocket) {
            upgrades.add("websocket");
        }
        return "0"
                + open.put("pingInterval", settings.pingInterval().toMillis())
                        .put("pingTimeout", settings.pingTimeout().toMillis())
                        .put("maxPayload", settings.maxPayload());
    }

    /** The client asks what there is for it; only one such question may be open. */
    void poll(HttpServerResponse response) {
        if (state == State.ENDED) {
            Answers.error(response, EngineError.SESSION_UNKNOWN);
        } else if (socket != null) {
            Answers.error(response, EngineError.BAD_REQUEST);
        } else if (poll != null) {
            Answers.error(response, EngineError.BAD_REQUEST);
            end();
        } else {
            poll = response;
            response.closeHandler(gone -> run(() -> lost(response)));
            flush();
        }
    }

    private void lost(HttpServerResponse response) {
        if (poll == response) {
            poll = null;
            end();
        }
    }

    /** Whether the body of a request may be read now; it is the only one then until {@link #receive} or {@link #drop}. */
    boolean admitsBody() {
        if (state != State.OPEN || socket != null || receiving) {
            return false;
        }
        receiving = true;
        return true;
    }

    /** A request's body came whole: packets of the client. */
    void receive(HttpServerResponse response, String payload) {
        receiving = false;
        if (state != State.OPEN) {
            Answers.error(response, EngineError.SESSION_UNKNOWN);
            return;
        }
        Answers.text(response, "ok");
        int from = 0;
        while (from <= payload.length() && state == State.OPEN) {
            int until = payload.indexOf(SEPARATOR, from);
            packet(until < 0 ? payload.substring(from) : payload.substring(from, until));
            from = until < 0 ? payload.length() + 1 : until + 1;
        }
    }

    /** The client breaks the protocol, or its connection broke. */
    void drop() {
        end();
    }

    private void packet(String packet) {
        if (packet.isEmpty() || floods()) {
            end();
            return;
        }
        switch (packet.charAt(0)) {
            case '1' -> end();
            case '3' -> pinged = false;
            case '4' -> told(packet.substring(1));
            case 'b' -> toldBinary();
            case '2', '5', '6' -> {}
            default -> end();
        }
    }

    private boolean floods() {
        long now = System.nanoTime() / 1_000_000_000;
        if (now != second) {
            second = now;
            packetsInSecond = 0;
        }
        packetsInSecond++;
        return packetsInSecond > settings.packetsPerSecond();
    }

    private void told(String message) {
        if (listener != null) {
            listener.message(message);
        }
    }

    private void toldBinary() {
        if (listener != null) {
            listener.binary();
        }
    }

    /** The session begins on a WebSocket. */
    void begin(ServerWebSocket open) {
        socket = open;
        watch(open);
        open.writeTextMessage(greeting(true));
    }

    /** A polling client tries whether a WebSocket would do. */
    void probe(ServerWebSocket open) {
        if (state != State.OPEN || socket != null || probing != null) {
            open.close();
            return;
        }
        probing = open;
        probingSince = System.nanoTime();
        watch(open);
    }

    private void watch(ServerWebSocket open) {
        open.textMessageHandler(text -> run(() -> text(open, text)));
        open.binaryMessageHandler(bytes -> run(() -> binary(open)));
        open.exceptionHandler(broken -> {});
        open.closeHandler(closed -> run(() -> closed(open)));
    }

    private void text(ServerWebSocket from, String text) {
        if (text.length() > settings.maxPayload()) {
            from.close(TOO_BIG, "Payload too large");
        } else if (from == socket) {
            packet(text);
        } else if (from == probing) {
            upgrade(from, text);
        }
    }

    private void upgrade(ServerWebSocket from, String text) {
        if (text.equals(PROBE)) {
            from.writeTextMessage(PROBE_ANSWER);
            release();
        } else if (text.equals(UPGRADE)) {
            stopReleasing();
            probing = null;
            letGo();
            socket = from;
            var waiting = new ArrayList<>(queue);
            queue.clear();
            waiting.forEach(packet -> write(from, packet));
        } else {
            from.close();
        }
    }

    /** The client sends its "5" only after its poll came back, and it may have begun another one meanwhile. */
    private void release() {
        letGo();
        if (releaseTimer < 0) {
            releaseTimer = vertx.setPeriodic(RELEASE, tick -> run(this::letGo));
        }
    }

    private void letGo() {
        var parked = poll;
        if (parked != null) {
            poll = null;
            Answers.text(parked, NOOP);
        }
    }

    private void stopReleasing() {
        if (releaseTimer >= 0) {
            vertx.cancelTimer(releaseTimer);
            releaseTimer = -1;
        }
    }

    private void binary(ServerWebSocket from) {
        if (from != socket) {
            from.close(BINARY_REFUSED, "Binary data is not supported");
        } else {
            toldBinary();
        }
    }

    private void closed(ServerWebSocket gone) {
        if (gone == socket) {
            end();
        } else if (gone == probing) {
            probing = null;
            stopReleasing();
        }
    }

    /** Looks what is due; about once a second. */
    void look(long now) {
        if (state == State.LINGERING) {
            if (now - endedAt > LINGER_NANOS) {
                end();
            }
            return;
        }
        if (pinged && now - pingedAt > settings.pingTimeout().toNanos()) {
            end();
        } else if (!pinged && now - pingedAt > settings.pingInterval().toNanos()) {
            pinged = true;
            pingedAt = now;
            write(new Outgoing(PING, null));
        }
        if (probing != null && now - probingSince > settings.upgradeTimeout().toNanos()) {
            closeQuietly(probing);
        }
    }

    /** We stood still, not the client: what it sent meanwhile has not been read yet. */
    void excuse(long now) {
        pingedAt = now;
    }
}
