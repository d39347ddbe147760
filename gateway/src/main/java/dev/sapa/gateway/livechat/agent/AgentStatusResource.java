package dev.sapa.gateway.livechat.agent;

import dev.sapa.gateway.livechat.Envelope;
import dev.sapa.gateway.livechat.Field;
import dev.sapa.gateway.livechat.OptionalBody;
import dev.sapa.gateway.livechat.StaffGate;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Who is there to answer, as seed 002's backend has it said and asked. */
@Path("/api/agent-status")
class AgentStatusResource {

    private final StaffGate gate;
    private final Presence presence;
    private final Agents agents;
    private final OptionalBody bodies;

    AgentStatusResource(StaffGate gate, Presence presence, Agents agents, OptionalBody bodies) {
        this.gate = gate;
        this.presence = presence;
        this.agents = agents;
        this.bodies = bodies;
    }

    @POST
    @Path("/online")
    public Uni<Envelope<AgentItem>> online(@Context RoutingContext http) {
        return gate.staff(http).chain(staff -> presence.arrive(staff, "online", "Agent set online successfully", http));
    }

    /** Everybody who is there. */
    @GET
    @Path("/online")
    public Uni<Envelope<List<AgentItem>>> present(@Context RoutingContext http) {
        return gate.staff(http).chain(staff -> agents.present(staff, http));
    }

    @POST
    @Path("/offline")
    public Uni<Envelope<AgentItem>> offline(@Context RoutingContext http) {
        return gate.staff(http).chain(staff -> presence.leave(staff, "Agent set offline successfully", http));
    }

    /** Proves for five minutes that the agent is there; what it declared changes only if the body says so. */
    @POST
    @Path("/heartbeat")
    @Consumes(MediaType.WILDCARD)
    public Uni<Envelope<AgentItem>> heartbeat(@Nullable String body, @Context RoutingContext http) {
        return gate.staff(http).chain(staff -> {
            var request = bodies.read(body, StatusRequest.class);
            var status = request == null ? null : Presence.wordOfHeartbeat(request.status());
            return presence.arrive(staff, status, "Heartbeat updated successfully", http);
        });
    }

    /** 404 for an agent that is not there. */
    @GET
    @Path("/agent/{id}")
    public Uni<Envelope<Map<String, Object>>> agent(@RestPath String id, @Context RoutingContext http) {
        return gate.staff(http).chain(staff -> agents.find(staff, Field.agentId(id), http));
    }

    @GET
    @Path("/department/{id}")
    public Uni<Envelope<DepartmentStatus>> department(@RestPath String id, @Context RoutingContext http) {
        return gate.staff(http).chain(staff -> agents.department(staff, Field.id("department", id), http));
    }

    /** Over the whole company. */
    @GET
    @Path("/stats")
    public Uni<Envelope<AgentStatistics>> statistics(@Context RoutingContext http) {
        return gate.staff(http).chain(staff -> agents.statistics(staff, http));
    }
}
