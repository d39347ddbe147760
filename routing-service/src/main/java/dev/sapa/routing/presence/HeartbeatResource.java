package dev.sapa.routing.presence;

import dev.sapa.routing.caller.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

/** A path of its own: requests go to the resource with the longest matching one. */
@Path("/agents/me/heartbeat")
class HeartbeatResource {

    private final PresenceService presences;
    private final Caller caller;

    HeartbeatResource(PresenceService presences, Caller caller) {
        this.presences = presences;
        this.caller = caller;
    }

    @POST
    @RolesAllowed({"operator", "admin", "supervisor", "agent"})
    public Uni<PresenceView> heartbeat() {
        return presences.heartbeat(caller.staff());
    }
}
