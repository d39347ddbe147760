package dev.sapa.gateway.peer;

import io.smallrye.mutiny.Uni;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One socket following one conversation: how far it was served. Messages are served gap-free and once; while a hole is
 * being filled from chat-service, live ones only move the goal. Changed on the socket's event loop only; how far it is,
 * at which version, and whether it was joined may be read by any thread.
 */
public final class Following {

    /** What a live message means to this socket. */
    public enum Step {
        /** It is the next one: send it. */
        SEND,
        /** It was served before. */
        DUPLICATE,
        /** Something before it is missing: fill from chat-service. */
        FILL,
        /** A filling is under way and will bring it. */
        LATER
    }

    /** What clients are told of a conversation beside its messages. */
    public record State(
            String status,
            String responder,
            @Nullable UUID agentId,
            @Nullable String agentName) {

        private boolean sameAs(@Nullable State other) {
            return other != null
                    && status.equals(other.status)
                    && responder.equals(other.responder)
                    && Objects.equals(agentId, other.agentId);
        }
    }

    private final Peer peer;
    private final UUID conversationId;
    private final Side side;
    private final Supplier<Uni<String>> token;
    private final boolean joined;
    private volatile long served;
    private volatile long goal;
    private boolean filling;
    private volatile long version;
    private @Nullable State state;
    private long customerRead;
    private long agentRead;
    private boolean ended;

    /**
     * Starts following.
     *
     * @param token answers the token with which to read the conversation for this socket
     * @param joined whether the client asked for it
     */
    public Following(Peer peer, UUID conversationId, Side side, Supplier<Uni<String>> token, boolean joined) {
        this.peer = peer;
        this.conversationId = conversationId;
        this.side = side;
        this.token = token;
        this.joined = joined;
    }

    public Peer peer() {
        return peer;
    }

    public UUID conversationId() {
        return conversationId;
    }

    public Side side() {
        return side;
    }

    public Uni<String> token() {
        return token.get();
    }

    public boolean joined() {
        return joined;
    }

    /** Nothing is to be served any more. */
    public void end() {
        ended = true;
    }

    public boolean ended() {
        return ended;
    }

    public long served() {
        return served;
    }

    /** The newest position heard of. Any thread. */
    public long head() {
        return Math.max(served, goal);
    }

    /** Everything up to here needs no serving. */
    public void serveFrom(long seq) {
        served = seq;
    }

    /** Holds live messages back until {@link #filled()}. */
    public void startFilling() {
        filling = true;
    }

    public boolean filling() {
        return filling;
    }

    public void aim(long seq) {
        goal = Math.max(goal, seq);
    }

    /** Ends the filling; answers false when it must go on, because the goal moved. */
    public boolean filled() {
        filling = served < goal;
        return !filling;
    }

    /** Decides about a live message, and remembers it as served when it is to be sent. */
    public Step live(long seq) {
        if (seq <= served) {
            return Step.DUPLICATE;
        }
        if (filling) {
            aim(seq);
            return Step.LATER;
        }
        if (seq == served + 1) {
            served = seq;
            return Step.SEND;
        }
        aim(seq);
        filling = true;
        return Step.FILL;
    }

    /** Decides about a message read from chat-service; true when it is to be sent. */
    public boolean refill(long seq) {
        if (seq <= served) {
            return false;
        }
        served = seq;
        return true;
    }

    /** Takes the state as known without telling the client. */
    public void know(State now, long atVersion) {
        if (atVersion > version) {
            version = atVersion;
            state = now;
        }
    }

    /** Whether the client is to be told: newer than what it was told last, and different. */
    public boolean learn(State now, long atVersion) {
        if (atVersion <= version) {
            return false;
        }
        version = atVersion;
        boolean changed = !now.sameAs(state);
        state = now;
        return changed;
    }

    /** The newest version of the conversation heard of. Any thread. */
    public long version() {
        return version;
    }

    /** Whether it ever heard of a state; versions count from 1. Any thread. */
    public boolean knowsState() {
        return version > 0;
    }

    /** Whether a read horizon advanced. */
    public boolean read(Side reader, long seq) {
        if (reader == Side.CUSTOMER) {
            boolean advanced = seq > customerRead;
            customerRead = Math.max(customerRead, seq);
            return advanced;
        }
        boolean advanced = seq > agentRead;
        agentRead = Math.max(agentRead, seq);
        return advanced;
    }
}
