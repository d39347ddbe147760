package dev.sapa.routing.hours;

import dev.sapa.routing.caller.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;

@Path("/departments/{id}/hours")
class HoursResource {

    private final HoursService hours;
    private final Caller caller;

    HoursResource(HoursService hours, Caller caller) {
        this.hours = hours;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({"operator", "admin", "supervisor", "agent"})
    public Uni<HoursView> find(@RestPath UUID id) {
        return hours.find(caller.staff().company(), id);
    }

    @PUT
    @RolesAllowed({"operator", "admin", "supervisor"})
    public Uni<HoursView> replace(@RestPath UUID id, @NotNull @Valid HoursDetail request) {
        return hours.replace(caller.staff().company(), id, request);
    }
}
