package dev.sapa.routing.presence;

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

@Path("/presence")
@RolesAllowed("service")
class PresenceResource {

    private final PresenceService presences;

    PresenceResource(PresenceService presences) {
        this.presences = presences;
    }

    @PUT
    @Path("/sessions/{socket}")
    public Uni<Void> open(@RestPath @Size(max = 100) String socket, @NotNull @Valid OpenSessionRequest request) {
        return presences.open(socket, request);
    }

    @DELETE
    @Path("/sessions/{socket}")
    public Uni<Void> close(@RestPath @Size(max = 100) String socket) {
        return presences.close(socket);
    }

    @POST
    @Path("/beats")
    public Uni<BeatsView> beat(@NotNull @Valid BeatsRequest request) {
        return presences.beat(request.gateway(), request.sessions());
    }
}
