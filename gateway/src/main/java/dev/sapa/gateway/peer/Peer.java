package dev.sapa.gateway.peer;

import dev.sapa.gateway.credential.Staff;
import dev.sapa.gateway.upstream.Trail;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.impl.ContextInternal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One open socket. Its state belongs to its event loop: everything that touches it goes through {@link #run}. Only
 * what is marked may be read from elsewhere.
 */
public final class Peer {

    private static final Logger LOG = Logger.getLogger(Peer.class);

    private final UUID id;
    private final WebSocketConnection connection;
    private final Context loop;
    private final Trail trail;
    private final PeerSettings settings;
    private final Runnable onOverflow;
    private final @Nullable String sessionToken;
    private final Tongue tongue;
    private final Outlet outlet = new Outlet();
    private final Lanes lanes;
    private final Followings followings = new Followings();
    private volatile @Nullable Staff staff;
    private volatile Set<UUID> departments = Set.of();
    private volatile long heardAt;
    private volatile boolean closing;
    private volatile long nextHeartbeatAt;
    private boolean expiryWarned;
    private double frameTokens;
    private long frameTokensAt;

    Peer(
            UUID id,
            WebSocketConnection connection,
            Context loop,
            Trail trail,
            PeerSettings settings,
            Runnable onOverflow,
            @Nullable String sessionToken,
            Tongue tongue) {
        this.sessionToken = sessionToken;
        this.tongue = tongue;
        this.id = id;
        this.connection = connection;
        this.loop = loop;
        this.trail = trail;
        this.settings = settings;
        this.onOverflow = onOverflow;
        this.lanes = new Lanes(settings.pendingFrames(), settings.framesAtOnce(), this::run);
        this.heardAt = System.nanoTime();
        this.frameTokens = settings.frameBurst();
        this.frameTokensAt = heardAt;
    }

    /** Its own id; {@code client_id} in frames. Any thread. */
    public UUID id() {
        return id;
    }

    /** Where the client is; each frame that becomes a request gets {@link Trail#next()}. Any thread. */
    public Trail trail() {
        return trail;
    }

    /** The session token that came with the handshake, if any. Any thread. */
    public @Nullable String sessionToken() {
        return sessionToken;
    }

    /** How its frames are worded. Any thread. */
    public Tongue tongue() {
        return tongue;
    }

    /** Its staff user's id, else what its client calls its user. Any thread. */
    public String userId() {
        var known = staff;
        return known == null ? tongue.userId() : known.id().toString();
    }

    /** The staff user it authenticated as; null for a visitor's socket. Any thread. */
    public @Nullable Staff staff() {
        return staff;
    }

    /** The departments of its staff user as last heard. Any thread. */
    public Set<UUID> departments() {
        return departments;
    }

    void setStaff(Staff now, Set<UUID> helpsIn) {
        staff = now;
        departments = Set.copyOf(helpsIn);
        expiryWarned = false;
    }

    /** Runs the task on this socket's event loop, after those handed over before. Any thread. */
    public void run(Runnable task) {
        loop.runOnContext(nothing -> task.run());
    }

    /**
     * Runs the step for each of many sockets as {@link #run} does, but for those of one event loop together. One that fails
     * takes no other with it. Any thread.
     */
    public static void runEach(Collection<Peer> peers, Consumer<Peer> step) {
        var byLoop = new IdentityHashMap<Object, List<Peer>>();
        for (var peer : peers) {
            byLoop.computeIfAbsent(((ContextInternal) peer.loop).nettyEventLoop(), loop -> new ArrayList<>())
                    .add(peer);
        }
        for (var together : byLoop.values()) {
            together.get(0).run(() -> together.forEach(peer -> runSafely(peer, step)));
        }
    }

    private static void runSafely(Peer peer, Consumer<Peer> step) {
        try {
            step.accept(peer);
        } catch (RuntimeException e) {
            LOG.errorf(e, "Something could not be told to socket %s", peer.id);
        }
    }

    /**
     * Queues work that must follow the frames before it that are about the same.
     *
     * @param subject asked when the work could begin; null for work that must follow everything before it, and that
     *                everything after it must follow
     * @return false when too much waits already
     */
    public boolean offer(Supplier<@Nullable Object> subject, Supplier<Uni<Void>> work) {
        return lanes.offer(subject, work);
    }

    /** Whether everything the client sent has been answered. */
    public boolean isIdle() {
        return lanes.isIdle();
    }

    /** Hands a frame to the socket without waiting. */
    public void send(String frame) {
        var leaving = leaving(frame);
        if (leaving != null) {
            leaving.subscribe().with(sent -> {}, lost -> {});
        }
    }

    /** Hands a frame to the socket; the answer completes when it has left the process, or when the socket is gone. */
    public Uni<Void> deliver(String frame) {
        var leaving = leaving(frame);
        return leaving == null
                ? Uni.createFrom().voidItem()
                : leaving.onFailure().recoverWithNull();
    }

    /** The frame on its way; null when it is not to be sent. */
    private @Nullable Uni<Void> leaving(String frame) {
        var worded = closing ? null : tongue.outgoing(frame);
        if (worded == null) {
            return null;
        }
        int size = worded.length();
        if (outlet.add(size, System.nanoTime()) > settings.outgoingBytes()) {
            overflow();
            return null;
        }
        return connection.sendText(worded).onTermination().invoke(() -> outlet.left(size, System.nanoTime()));
    }

    /** Closes a socket that does not take what it is sent. */
    public void overflow() {
        onOverflow.run();
        close(CloseCode.TRY_AGAIN, "Too slow: reconnect and resume");
    }

    /** Closes the socket; nothing is sent after. Any thread. */
    public void close(CloseCode code, String reason) {
        if (closing) {
            return;
        }
        closing = true;
        connection.close(new CloseReason(code.number(), reason)).subscribe().with(closed -> {}, failure -> {});
    }

    /** Whether it was closed or is about to be. Any thread. */
    public boolean isClosing() {
        return closing;
    }

    void gone() {
        closing = true;
        lanes.clear();
    }

    /** What it follows; a snapshot. */
    public Collection<Following> followings() {
        return followings.all();
    }

    /** What it follows because its client asked for it; a snapshot. */
    Collection<Following> joined() {
        return followings.joined();
    }

    public @Nullable Following following(UUID conversationId) {
        return followings.of(conversationId);
    }

    void add(Following following) {
        followings.add(following);
    }

    void remove(Following following) {
        followings.remove(following);
    }

    @Nullable
    Following unaskedBeyond(int most) {
        return followings.unaskedBeyond(most);
    }

    /** Something came from the client. */
    public void heard() {
        heardAt = System.nanoTime();
    }

    /** Takes one from the allowance of frames; false when the client floods. */
    public boolean admitFrame() {
        long now = System.nanoTime();
        frameTokens =
                Math.min(settings.frameBurst(), frameTokens + (now - frameTokensAt) / 1e9 * settings.framesPerSecond());
        frameTokensAt = now;
        if (frameTokens < 1) {
            return false;
        }
        frameTokens--;
        return true;
    }

    /** Whether the sweep would find anything to do now; for an idle socket it seldom does. Any thread. */
    boolean isLookDue(long now) {
        long beat = nextHeartbeatAt;
        var known = staff;
        return beat == 0
                || now - beat >= 0
                || isSilent(now)
                || isStuck(now)
                || (known != null
                        && millisLeft(known) <= settings.expiryWarning().toMillis());
    }

    /** Until its token expires. */
    static long millisLeft(Staff staff) {
        return Duration.between(Instant.now(), staff.expiresAt()).toMillis();
    }

    boolean isSilent(long now) {
        return now - heardAt > settings.silence().toNanos();
    }

    boolean isStuck(long now) {
        return outlet.isStuck(now, settings.outgoingAge().toNanos());
    }

    /** Whether a heartbeat is due now; the first after a random part of the interval, so that sockets spread. */
    boolean heartbeatDue(long now, double random) {
        long interval = settings.heartbeat().toNanos();
        if (nextHeartbeatAt == 0) {
            nextHeartbeatAt = now + (long) (interval * (0.5 + random / 2));
            return false;
        }
        if (now - nextHeartbeatAt < 0) {
            return false;
        }
        nextHeartbeatAt = now + interval;
        return true;
    }

    /** Whether the client is to be warned now of the end of its token; once for each token. */
    boolean expiryWarningDue(long millisLeft) {
        if (expiryWarned || millisLeft > settings.expiryWarning().toMillis()) {
            return false;
        }
        expiryWarned = true;
        return true;
    }

    void ping() {
        connection.sendPing(Buffer.buffer()).subscribe().with(sent -> {}, lost -> {});
    }
}
