package dev.sapa.gateway.socketio.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sapa.gateway.socketio.engine.EngineSession;
import dev.sapa.gateway.socketio.engine.SessionListener;
import io.smallrye.mutiny.Uni;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One Socket.IO client. Its state belongs to its session's event loop; only what is marked may be read elsewhere. */
final class Client implements SessionListener {

    private static final Logger LOG = Logger.getLogger(Client.class);
    private static final int REMEMBERED = 5_000;

    private enum State {
        NEW,
        CONNECTING,
        CONNECTED,
        GONE
    }

    /** What a client's packets lead to. */
    interface Desk {

        /** The client wants in, with the {@code token} of its packet if there was one. */
        void connect(Client client, @Nullable String token);

        /** Completes when the event is dealt with; the answer is for clients that want one. */
        Uni<JsonNode> event(Client client, String name, JsonNode data);

        /** A client that was {@link #enter admitted} is gone. */
        void left(Client client);
    }

    private record Held(UUID conversationId, long seq, String event, JsonNode data, Runnable sent) {}

    private final UUID id = UUID.randomUUID();
    private final EngineSession session;
    private final Desk desk;
    private final int pendingEvents;
    private final Deque<Supplier<Uni<Void>>> pending = new ArrayDeque<>(2);
    private final List<Held> held = new ArrayList<>();
    private final Map<UUID, Long> seen = new LinkedHashMap<>(4, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Long> eldest) {
            return size() > REMEMBERED;
        }
    };
    private State state = State.NEW;
    private boolean busy;
    private boolean announced;
    private volatile Vouching.@Nullable Pass pass;
    private volatile @Nullable String companyToken;
    private volatile @Nullable UUID visitorId;
    private volatile @Nullable UUID conversationId;

    Client(EngineSession session, Desk desk, int pendingEvents) {
        this.session = session;
        this.desk = desk;
        this.pendingEvents = pendingEvents;
    }

    EngineSession session() {
        return session;
    }

    /** Any thread. */
    Identity identity() {
        var known = pass;
        if (known == null) {
            throw new IllegalStateException("The client has proven nothing yet");
        }
        return known.identity();
    }

    /** Any thread. */
    Vouching.@Nullable Pass pass() {
        return pass;
    }

    /** The company's token that it connected with; any thread. */
    String companyToken() {
        var known = companyToken;
        return known == null ? "" : known;
    }

    /** It has proven who it is, or does so again; any thread. */
    void prove(String token, Vouching.Pass worth) {
        companyToken = token;
        pass = worth;
    }

    /** Null for an admin; any thread. */
    @Nullable
    UUID visitorId() {
        return visitorId;
    }

    void setVisitorId(UUID visitor) {
        visitorId = visitor;
    }

    /** The conversation that its last message went to; any thread. */
    @Nullable
    UUID conversationId() {
        return conversationId;
    }

    void setConversationId(@Nullable UUID conversation) {
        conversationId = conversation;
    }

    /** Runs the task on its event loop; any thread. */
    void run(Runnable task) {
        session.run(task);
    }

    /** The company's admins hear that it is there, and will hear that it is gone. */
    void announce() {
        announced = true;
    }

    boolean isAnnounced() {
        return announced;
    }

    boolean isNew() {
        return state == State.NEW;
    }

    boolean isConnected() {
        return state == State.CONNECTED;
    }

    boolean isGone() {
        return state == State.GONE;
    }

    @Override
    public void message(String text) {
        try {
            packet(Packet.parse(text));
        } catch (Packet.Malformed malformed) {
            LOG.debugf("A client sent %s", malformed.getMessage());
            session.close();
        }
    }

    private void packet(Packet packet) {
        if (!packet.namespace().equals(Packet.MAIN)) {
            if (packet.type() == Packet.Type.CONNECT) {
                session.send(Packet.refused(packet.namespace(), "Invalid namespace"), null);
            }
            return;
        }
        switch (packet.type()) {
            case CONNECT -> connect(packet);
            case DISCONNECT -> session.close();
            case EVENT -> event(packet);
            case BINARY_EVENT, BINARY_ACK -> binary();
            case ACK, CONNECT_ERROR -> {}
        }
    }

    private void connect(Packet packet) {
        if (state == State.NEW) {
            state = State.CONNECTING;
            var token = packet.data().path("token");
            desk.connect(this, token.isTextual() ? token.asText() : null);
        }
    }

    /** It may not come in; it can try again. */
    void refuse(String message) {
        if (state == State.CONNECTING) {
            state = State.NEW;
            session.send(Packet.refused(Packet.MAIN, message), null);
        }
    }

    /** It is in: tells it so, and then what {@code first} does, before anything that came for it meanwhile. */
    void enter(Runnable first) {
        if (state != State.CONNECTING) {
            return;
        }
        state = State.CONNECTED;
        session.send(Packet.connected(id.toString()), null);
        first.run();
        held.forEach(this::offer);
        held.clear();
    }

    /** A message for it; one that it was sent before is passed over. */
    void offer(UUID conversation, long seq, String event, JsonNode data, Runnable sent) {
        var offered = new Held(conversation, seq, event, data, sent);
        if (state == State.CONNECTED) {
            offer(offered);
        } else if (state == State.CONNECTING) {
            held.add(offered);
        }
    }

    private void offer(Held offered) {
        if (seen.getOrDefault(offered.conversationId(), 0L) < offered.seq()) {
            seen.put(offered.conversationId(), offered.seq());
            emit(offered.event(), offered.data(), offered.sent());
        }
    }

    void emit(String event, JsonNode data) {
        emit(event, data, null);
    }

    private void emit(String event, JsonNode data, @Nullable Runnable sent) {
        if (state == State.CONNECTED) {
            session.send(Packet.event(event, data), sent);
        }
    }

    private void event(Packet packet) {
        if (state != State.CONNECTED) {
            session.close();
        } else if (pending.size() >= pendingEvents) {
            disconnect("Too many events wait already");
        } else {
            pending.add(() -> handle(packet));
            next();
        }
    }

    private void next() {
        if (busy || pending.isEmpty()) {
            return;
        }
        busy = true;
        pending.remove().get().subscribe().with(done -> run(this::goOn), failure -> run(this::goOn));
    }

    private void goOn() {
        busy = false;
        if (state == State.CONNECTED) {
            next();
        }
    }

    private Uni<Void> handle(Packet packet) {
        return Uni.createFrom()
                .deferred(() -> desk.event(
                        this, packet.data().path(0).asText(), packet.data().path(1)))
                .emitOn(this::run)
                .invoke(answer -> {
                    if (!packet.ack().isEmpty()) {
                        session.send(Packet.answer(packet.ack(), answer), null);
                    }
                })
                .onFailure()
                .invoke(failure -> {
                    LOG.error("An event could not be handled, its client is disconnected", failure);
                    run(() -> disconnect("Internal error"));
                })
                .replaceWithVoid();
    }

    /** Says why, and ends it for good: the client does not come back by itself. */
    void disconnect(String why) {
        emit("error", error(why));
        session.send(Packet.disconnected(), null);
        session.close();
    }

    static ObjectNode error(String message) {
        return JsonNodeFactory.instance.objectNode().put("message", message);
    }

    @Override
    public void binary() {
        disconnect("Binary data is not supported");
    }

    @Override
    public void closed() {
        boolean wasIn = state == State.CONNECTED || state == State.CONNECTING;
        state = State.GONE;
        pending.clear();
        held.clear();
        if (wasIn && pass != null) {
            desk.left(this);
        }
    }
}
