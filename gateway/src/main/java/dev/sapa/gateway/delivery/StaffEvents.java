package dev.sapa.gateway.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sapa.events.CredentialsRevoked;
import dev.sapa.gateway.credential.CredentialProblem;
import dev.sapa.gateway.credential.Revocations;
import dev.sapa.gateway.peer.CloseCode;
import dev.sapa.gateway.peer.FollowRegistry;
import dev.sapa.gateway.peer.Frame;
import dev.sapa.gateway.peer.Peer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.UUID;

/** What happens to staff users' sockets when something about the staff user changes. */
@ApplicationScoped
class StaffEvents {

    private final FollowRegistry follows;
    private final Revocations revocations;
    private final StaffNames names;

    StaffEvents(FollowRegistry follows, Revocations revocations, StaffNames names) {
        this.follows = follows;
        this.revocations = revocations;
        this.names = names;
    }

    /** Names are learnt; sockets of the staff user hear of other departments from now on. */
    void changed(JsonNode staff) {
        var staffId = UUID.fromString(staff.path("staff_id").asText());
        names.put(staffId, staff.path("name").asText(""));
        var departments = new HashSet<UUID>();
        staff.path("department_ids").forEach(id -> departments.add(UUID.fromString(id.asText())));
        for (var peer : follows.ofStaff(staffId)) {
            peer.run(() -> {
                var known = peer.staff();
                if (known != null && !peer.isClosing()) {
                    follows.index(peer, known, departments);
                }
            });
        }
    }

    /** Closes the sockets of a log-in that ended; hearing of it again does nothing. */
    void revoked(CredentialsRevoked revoked) {
        revocations.add(revoked);
        for (var peer : follows.ofStaff(revoked.staffId())) {
            var staff = peer.staff();
            if (staff != null && Revocations.covers(revoked, staff)) {
                refuse(peer);
            }
        }
    }

    private static void refuse(Peer peer) {
        peer.run(() -> {
            peer.send(Frame.error(null, CredentialProblem.REFUSED, "The credential was revoked"));
            peer.close(CloseCode.CREDENTIAL, "The credential was revoked");
        });
    }

    /** Told to the sockets of the agent to whom the conversation is offered; it may not have it yet. */
    void offer(JsonNode offer) {
        var conversationId = UUID.fromString(offer.path("conversation_id").asText());
        var data = Frame.data().put("session_id", conversationId.toString());
        for (var member : new String[] {"offer_id", "state", "expires_at", "department_id", "reason"}) {
            if (offer.hasNonNull(member)) {
                data.put(member, offer.path(member).asText());
            }
        }
        var frame = Frame.of("offer", conversationId, data);
        follows.ofStaff(UUID.fromString(offer.path("agent_id").asText()))
                .forEach(peer -> peer.run(() -> peer.send(frame)));
    }

    /** Told to the agent's own sockets and to those who oversee the company. */
    void presence(JsonNode presence) {
        var staffId = presence.path("staff_id").asText();
        var data = Frame.data()
                .put("agent_id", staffId)
                .put("status", presence.path("declared").asText())
                .put("live", presence.path("live").asBoolean());
        var frame = Frame.of("presence", data);
        var told = new HashSet<Peer>(follows.ofStaff(UUID.fromString(staffId)));
        told.addAll(
                follows.overseersOf(UUID.fromString(presence.path("company_id").asText())));
        Peer.runEach(told, peer -> peer.send(frame));
    }
}
