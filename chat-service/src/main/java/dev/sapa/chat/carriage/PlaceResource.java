package dev.sapa.chat.carriage;

import dev.sapa.chat.access.Callers;
import dev.sapa.chat.access.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;

/** By which way a conversation reaches its customer. */
@Path("/conversations/{id}/channel")
class PlaceResource {

    private final PlaceService places;
    private final Callers callers;

    PlaceResource(PlaceService places, Callers callers) {
        this.places = places;
        this.callers = callers;
    }

    /** Among the rest, until when anything may be said there; 404 for a conversation that no provider carries. */
    @GET
    @RolesAllowed({Role.OPERATOR, Role.ADMIN, Role.SUPERVISOR, Role.AGENT})
    public Uni<Place> find(@RestPath UUID id) {
        return callers.staff().chain(staff -> places.of(staff, id));
    }
}
