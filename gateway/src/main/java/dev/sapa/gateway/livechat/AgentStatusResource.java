package dev.sapa.gateway.livechat;

import dev.sapa.gateway.livechat.Presence.AgentStatus;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Who is there to answer, as seed 002's consoles say and ask it. */
@Path("/api")
class AgentStatusResource {

    private final StaffGate gate;
    private final Presence presence;
    private final OptionalBody bodies;

    AgentStatusResource(StaffGate gate, Presence presence, OptionalBody bodies) {
        this.gate = gate;
        this.presence = presence;
        this.bodies = bodies;
    }

    @POST
    @Path("/agent-status/online")
    public Uni<Envelope<AgentStatus>> online(@Context RoutingContext http) {
        return gate.staff(http).chain(staff -> presence.arrive(staff, "online", "Agent set online successfully", http));
    }

    @POST
    @Path("/agent-status/offline")
    public Uni<Envelope<AgentStatus>> offline(@Context RoutingContext http) {
        return gate.staff(http).chain(staff -> presence.leave(staff, "Agent set offline successfully", http));
    }

    /** Proves for five minutes that the agent is there; what it declared changes only if the body says so. */
    @POST
    @Path("/agent-status/heartbeat")
    @Consumes(MediaType.WILDCARD)
    public Uni<Envelope<AgentStatus>> heartbeat(@Nullable String body, @Context RoutingContext http) {
        var request = bodies.read(body, StatusRequest.class);
        var status = request == null ? null : Presence.word(request.status());
        return gate.staff(http).chain(staff -> presence.arrive(staff, status, "Heartbeat updated successfully", http));
    }

    /** 404 for an agent that is not there. */
    @GET
    @Path("/agent-status/agent/{id}")
    public Uni<Envelope<Map<String, Object>>> agent(@RestPath String id, @Context RoutingContext http) {
        return gate.staff(http).chain(staff -> presence.find(staff, Field.agentId(id), http));
    }

    @PUT
    @Path("/agents/status")
    public Uni<Envelope<AgentStatus>> declare(@Nullable StatusRequest request, @Context RoutingContext http) {
        var status = Presence.word(Field.required("status", request == null ? null : request.status()));
        return gate.staff(http)
                .chain(staff -> presence.arrive(staff, status, "Agent status updated successfully", http));
    }

    /** The asking staff user's own. */
    @GET
    @Path("/agents/status")
    public Uni<Envelope<AgentStatus>> own(@Context RoutingContext http) {
        return gate.staff(http).chain(staff -> presence.own(staff, "Agent status retrieved successfully", http));
    }

    /** @param status {@code online}, {@code busy}, {@code away} (or {@code break}), {@code offline} */
    record StatusRequest(@Nullable String status) {}
}
