package dev.sapa.gateway.socket;

import dev.sapa.gateway.credential.CredentialProblem;
import dev.sapa.gateway.peer.Frame;
import dev.sapa.gateway.peer.Peer;
import dev.sapa.gateway.upstream.Answer;
import dev.sapa.gateway.upstream.Call;
import dev.sapa.gateway.upstream.Service;
import dev.sapa.gateway.upstream.Upstream;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;

/** {@code presence}: a staff user declares its own status. */
@ApplicationScoped
class PresenceHandler implements FrameHandler {

    private static final Set<String> STATUSES = Set.of("online", "busy", "away", "offline");

    private final Upstream upstream;

    PresenceHandler(Upstream upstream) {
        this.upstream = upstream;
    }

    @Override
    public Set<String> types() {
        return Set.of("presence");
    }

    @Override
    public Uni<Void> handle(Peer peer, Incoming frame) {
        var staff = peer.staff();
        if (staff == null) {
            throw new Refusal(CredentialProblem.REQUIRED, "Only signed-in staff has a status");
        }
        var status = frame.text("status");
        if (status == null || !STATUSES.contains(status)) {
            throw new Refusal("invalid-frame", "status is online, busy, away or offline");
        }
        return upstream.call(Call.put(Service.ROUTING, "/agents/me/status")
                        .json(Map.of("status", status))
                        .bearer(staff.token())
                        .onBehalfOf(peer.trail().next()))
                .map(Answer::orThrow)
                .invoke(done -> peer.send(Frame.of(
                        "presence",
                        Frame.data().put("agent_id", staff.id().toString()).put("status", status))))
                .replaceWithVoid();
    }
}
