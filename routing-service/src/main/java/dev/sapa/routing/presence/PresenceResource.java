package dev.sapa.routing.presence;

import dev.sapa.routing.caller.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.RestPath;

@Path("/")
class PresenceResource {

    private final PresenceService presences;
    private final Caller caller;

    PresenceResource(PresenceService presences, Caller caller) {
        this.presences = presences;
        this.caller = caller;
    }

    @PUT
    @Path("/presence/sessions/{socket}")
    @RolesAllowed("service")
    public Uni<Void> open(@RestPath @Size(max = 100) String socket, @NotNull @Valid OpenSessionRequest request) {
        return presences.open(socket, request);
    }

    @DELETE
    @Path("/presence/sessions/{socket}")
    @RolesAllowed("service")
    public Uni<Void> close(@RestPath @Size(max = 100) String socket) {
        return presences.close(socket);
    }

    @POST
    @Path("/presence/beats")
    @RolesAllowed("service")
    public Uni<BeatsView> beat(@NotNull @Valid BeatsRequest request) {
        return presences.beat(request.gateway(), request.sessions());
    }

    @POST
    @Path("/agents/me/heartbeat")
    @RolesAllowed({"operator", "admin", "supervisor", "agent"})
    public Uni<PresenceView> heartbeat() {
        return presences.heartbeat(caller.staff());
    }
}
