package dev.sapa.gateway.socket;

import dev.sapa.gateway.credential.Credential;
import dev.sapa.gateway.credential.SessionAccess;
import dev.sapa.gateway.credential.Staff;
import dev.sapa.gateway.peer.Following;
import dev.sapa.gateway.peer.Peer;
import dev.sapa.gateway.peer.Side;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * With which credential a socket acts in a conversation: what the frame carries, what the socket used before, its
 * staff user, the handshake's session token, and at last what the bare id is worth. An {@code agent_id} proves nothing
 * and is not looked at.
 */
@ApplicationScoped
class Admission {

    /** The side and the token to call services with; a token may be fetched anew for each call. */
    record Entry(Side side, Supplier<Uni<String>> token) {}

    private final StaffDoor staffDoor;
    private final SessionAccess sessionAccess;

    Admission(StaffDoor staffDoor, SessionAccess sessionAccess) {
        this.staffDoor = staffDoor;
        this.sessionAccess = sessionAccess;
    }

    /** For a frame that may carry a credential. */
    Uni<Entry> admit(Peer peer, UUID conversationId, Incoming frame) {
        var token = frame.text("token");
        var sessionToken = frame.text("session_token");
        if (token != null && !Credential.isSessionToken(token)) {
            return staffDoor.authenticate(peer, token).map(staff -> ofStaff(peer, staff));
        }
        var given = sessionToken == null ? token : sessionToken;
        return given == null
                ? Uni.createFrom().item(entry(peer, conversationId))
                : Uni.createFrom().item(ofSession(given));
    }

    /** For a frame that carries none. */
    Entry entry(Peer peer, UUID conversationId) {
        var known = peer.following(conversationId);
        if (known != null && known.joined()) {
            return ofFollowing(known);
        }
        var staff = peer.staff();
        if (staff != null) {
            return ofStaff(peer, staff);
        }
        var handshake = peer.sessionToken();
        return handshake == null ? ofBareId(peer, conversationId) : ofSession(handshake);
    }

    /** What the id alone is worth, where the company's portal is open. */
    Entry ofBareId(Peer peer, UUID conversationId) {
        return new Entry(Side.CUSTOMER, () -> sessionAccess
                .exchange(conversationId, peer.trail().next())
                .map(Credential.Session::token));
    }

    private static Entry ofFollowing(Following known) {
        return new Entry(known.side(), known::token);
    }

    private static Entry ofStaff(Peer peer, Staff first) {
        return new Entry(Side.AGENT, () -> {
            var now = peer.staff();
            return Uni.createFrom().item(now == null ? first.token() : now.token());
        });
    }

    private static Entry ofSession(String token) {
        return new Entry(Side.CUSTOMER, () -> Uni.createFrom().item(token));
    }
}
