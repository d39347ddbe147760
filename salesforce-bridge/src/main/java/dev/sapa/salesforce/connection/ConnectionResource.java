package dev.sapa.salesforce.connection;

import dev.sapa.salesforce.caller.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;

/** How the asking administrator's company reaches its Salesforce. */
@Path("/config")
@RolesAllowed({"operator", "admin"})
class ConnectionResource {

    private final ConnectionService connections;
    private final ConnectionCheck check;
    private final Caller caller;

    ConnectionResource(ConnectionService connections, ConnectionCheck check, Caller caller) {
        this.connections = connections;
        this.check = check;
        this.caller = caller;
    }

    @GET
    public Uni<ConnectionView> show() {
        return connections.show(caller.staff().company());
    }

    @PUT
    public Uni<ConnectionView> change(@NotNull @Valid ConnectionRequest request) {
        return connections.change(caller.staff().company(), request);
    }

    /** Tries the connection and says what is wrong with it; 200 also when something is. */
    @POST
    @Path("/test")
    public Uni<CheckView> test() {
        return check.run(caller.staff().company());
    }
}
