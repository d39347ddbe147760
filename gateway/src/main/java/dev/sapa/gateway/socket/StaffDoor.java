package dev.sapa.gateway.socket;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sapa.gateway.credential.Staff;
import dev.sapa.gateway.credential.StaffTokens;
import dev.sapa.gateway.delivery.Delivery;
import dev.sapa.gateway.delivery.Facts;
import dev.sapa.gateway.peer.FollowRegistry;
import dev.sapa.gateway.peer.Peer;
import dev.sapa.gateway.presence.SocketPresence;
import dev.sapa.gateway.upstream.Answer;
import dev.sapa.gateway.upstream.Call;
import dev.sapa.gateway.upstream.Service;
import dev.sapa.gateway.upstream.Upstream;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Makes a socket a staff user's: by token at the handshake, in a join, or in band when the token is renewed. */
@ApplicationScoped
class StaffDoor {

    private static final Logger LOG = Logger.getLogger(StaffDoor.class);

    private final StaffTokens tokens;
    private final FollowRegistry follows;
    private final SocketPresence presence;
    private final Upstream upstream;
    private final Delivery delivery;

    StaffDoor(
            StaffTokens tokens, FollowRegistry follows, SocketPresence presence, Upstream upstream, Delivery delivery) {
        this.tokens = tokens;
        this.follows = follows;
        this.presence = presence;
        this.upstream = upstream;
        this.delivery = delivery;
    }

    /**
     * Verifies the token; from now on the socket is the staff user's.
     *
     * @return fails when the token is refused (closes 4401), or names another staff user than before (closes 4403)
     */
    Uni<Staff> authenticate(Peer peer, String token) {
        return tokens.verify(token).emitOn(peer::run).invoke(staff -> take(peer, staff));
    }

    private void take(Peer peer, Staff staff) {
        if (peer.isClosing()) {
            return;
        }
        var before = peer.staff();
        if (before != null && !before.id().equals(staff.id())) {
            throw Refusal.forbidden("The socket belongs to another user");
        }
        follows.index(peer, staff, staff.departments());
        if (before == null) {
            presence.opened(peer.id(), staff);
            followOwn(peer, staff);
        }
    }

    /** So that holes in conversations assigned before this socket opened are noticed too. */
    private void followOwn(Peer peer, Staff staff) {
        upstream.call(Call.get(Service.CHAT, "/conversations?agent_id=me&status=active&limit=100")
                        .bearer(staff.token())
                        .onBehalfOf(peer.trail().next()))
                .map(Answer::orThrow)
                .emitOn(peer::run)
                .subscribe()
                .with(
                        page -> page.path("items").forEach(view -> followOwn(peer, staff, view)),
                        failure -> LOG.debugf("Own conversations are not known yet: %s", failure.getMessage()));
    }

    private void followOwn(Peer peer, Staff staff, JsonNode view) {
        var facts = Facts.ofView(view);
        if (!peer.isClosing() && peer.following(facts.conversationId()) == null) {
            var following = delivery.followUnasked(peer, staff, facts.conversationId());
            following.serveFrom(facts.lastSeq());
            following.know(facts.state(), facts.version());
        }
    }
}
