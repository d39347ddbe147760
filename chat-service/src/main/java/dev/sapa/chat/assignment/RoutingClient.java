package dev.sapa.chat.assignment;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.UUID;

/** Routing-service, as far as it is asked from here. */
interface RoutingClient {

    /** Gives the conversation to the agent whose token it is; answers once the assignment has come back to us. */
    @POST
    @Path("/conversations/{id}/assignments")
    Uni<Void> claim(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, @PathParam("id") UUID id, Claim claim);

    record Claim(UUID agentId, String kind) {}
}
