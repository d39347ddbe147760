package dev.sapa.routing.estimate;

import dev.sapa.routing.caller.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;

/** Asked by staff, and by gateways on behalf of the visitor whose conversation it is. */
@Path("/conversations/{id}/place")
class PlaceResource {

    private final PlaceService places;
    private final Caller caller;

    PlaceResource(PlaceService places, Caller caller) {
        this.places = places;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({"operator", "admin", "supervisor", "agent", "service"})
    public Uni<PlaceView> place(@RestPath UUID id) {
        return places.place(caller.isService() ? null : caller.staff().company(), id);
    }
}
