package dev.sapa.gateway.socket;

import dev.sapa.gateway.delivery.Catchup;
import dev.sapa.gateway.delivery.Facts;
import dev.sapa.gateway.limit.RateLimiter;
import dev.sapa.gateway.peer.FollowRegistry;
import dev.sapa.gateway.peer.Following;
import dev.sapa.gateway.peer.Frame;
import dev.sapa.gateway.peer.Peer;
import dev.sapa.gateway.peer.Side;
import dev.sapa.gateway.signal.Attendance;
import dev.sapa.gateway.socket.Admission.Entry;
import dev.sapa.gateway.socket.JoinPosition.Start;
import dev.sapa.gateway.upstream.Answer;
import dev.sapa.gateway.upstream.ViewReader;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * {@code join_session} and {@code resume}: register, read what was missed, replay it, then live. Registering first
 * closes the hole between reading and listening.
 */
@ApplicationScoped
class JoinHandler implements FrameHandler {

    private final Admission admission;
    private final FollowRegistry follows;
    private final ViewReader views;
    private final JoinPosition position;
    private final Catchup catchup;
    private final Attendance attendance;
    private final RateLimiter limits;

    JoinHandler(
            Admission admission,
            FollowRegistry follows,
            ViewReader views,
            JoinPosition position,
            Catchup catchup,
            Attendance attendance,
            RateLimiter limits) {
        this.admission = admission;
        this.follows = follows;
        this.views = views;
        this.position = position;
        this.catchup = catchup;
        this.attendance = attendance;
        this.limits = limits;
    }

    @Override
    public Set<String> types() {
        return Set.of("join_session", "resume");
    }

    @Override
    public Uni<Void> handle(Peer peer, Incoming frame) {
        var conversationId = frame.conversationId();
        return admission.admit(peer, conversationId, frame).emitOn(peer::run).chain(entry -> join(
                        peer, frame, conversationId, entry)
                .onFailure(failure -> usedHandshakeToken(peer, frame) && Refusal.isAboutAccess(failure))
                .recoverWithUni(() -> join(peer, frame, conversationId, admission.ofBareId(peer, conversationId))));
    }

    /** A cookie may belong to another conversation of the same browser; the id may still do. */
    private static boolean usedHandshakeToken(Peer peer, Incoming frame) {
        return peer.sessionToken() != null
                && peer.staff() == null
                && !frame.data().has("session_token")
                && !frame.data().has("token");
    }

    private Uni<Void> join(Peer peer, Incoming frame, UUID conversationId, Entry entry) {
        if (peer.isClosing()) {
            return Uni.createFrom().voidItem();
        }
        var before = peer.following(conversationId);
        var following = new Following(peer, conversationId, entry.side(), entry.token(), true);
        following.startFilling();
        if (before == null) {
            requireRoom(following);
            follows.follow(following);
        } else {
            follows.replace(before, following);
        }
        return read(following)
                .emitOn(peer::run)
                .chain(facts -> serve(following, before, frame, facts))
                .onFailure()
                .invoke(failure -> peer.run(() -> undo(following, before)));
    }

    private void requireRoom(Following following) {
        long there = follows.followersOf(following.conversationId()).stream()
                .filter(other -> other.joined() && other.side() == Side.CUSTOMER)
                .count();
        if (following.side() == Side.CUSTOMER && there >= limits.socketsPerSession()) {
            throw Refusal.tooManySockets();
        }
    }

    private void undo(Following following, @Nullable Following before) {
        if (!following.ended() && following.peer().following(following.conversationId()) == following) {
            if (before == null) {
                follows.unfollow(following);
            } else {
                before.aim(following.head());
                follows.replace(following, before);
                catchup.fillTo(before, before.head());
            }
        }
    }

    private Uni<Facts> read(Following following) {
        var peer = following.peer();
        return following
                .token()
                .chain(token -> views.read(
                        following.conversationId(), token, peer.trail().next(), () -> !peer.isClosing()))
                .map(Answer::orThrow)
                .map(Facts::ofView);
    }

    private Uni<Void> serve(Following following, @Nullable Following before, Incoming frame, Facts facts) {
        return position.find(following, before, frame, facts)
                .emitOn(following.peer()::run)
                .invoke(start -> replay(following, before, facts, start))
                .replaceWithVoid();
    }

    /** Not waited for: while chat-service is slow, the frames that follow must still be answered. */
    private void replay(Following following, @Nullable Following before, Facts facts, Start start) {
        if (following.ended()) {
            return;
        }
        var peer = following.peer();
        following.know(facts.state(), facts.version());
        following.serveFrom(start.seq());
        following.aim(facts.lastSeq());
        peer.send(joined(following, facts));
        if (start.gap() != null) {
            peer.send(gap(following, facts, start));
        }
        boolean isNew = before == null || !before.joined();
        catchup.replay(following, () -> {
            if (isNew && !following.ended()) {
                attendance.joined(following);
            }
        });
    }

    private static String joined(Following following, Facts facts) {
        var state = facts.state();
        var data = Frame.data()
                .put("session_id", facts.conversationId().toString())
                .put("client_id", following.peer().id().toString())
                .put("user_type", following.side().wireName())
                .put("last_seq", facts.lastSeq())
                .put("status", state.status())
                .put("responder", state.responder())
                .put("version", facts.version());
        if (state.agentId() != null) {
            data.putObject("agent").put("id", state.agentId().toString()).put("name", state.agentName());
        }
        return Frame.of("joined_session", facts.conversationId(), data);
    }

    private static String gap(Following following, Facts facts, Start start) {
        var data = Frame.data()
                .put("session_id", facts.conversationId().toString())
                .put("reason", start.gap())
                .put("after_seq", start.seq())
                .put("last_seq", facts.lastSeq());
        return Frame.of("gap", following.conversationId(), data);
    }
}
