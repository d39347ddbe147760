package dev.sapa.gateway.livechat.agent;

import dev.sapa.gateway.livechat.Envelope;
import dev.sapa.gateway.livechat.Field;
import dev.sapa.gateway.livechat.StaffGate;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.util.List;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Who is there to answer, as seed 002's console has it said and asked. */
@Path("/api/agents")
class AgentResource {

    private final StaffGate gate;
    private final Presence presence;
    private final Agents agents;

    AgentResource(StaffGate gate, Presence presence, Agents agents) {
        this.gate = gate;
        this.presence = presence;
        this.agents = agents;
    }

    /** Everybody who may answer conversations, whether there or not, unless {@code status} says otherwise. */
    @GET
    public Uni<Envelope<List<AgentItem>>> list(@RestQuery @Nullable String status, @Context RoutingContext http) {
        return gate.staff(http)
                .chain(staff -> agents.list(staff, Presence.word(status), "Agents retrieved successfully", http));
    }

    @PUT
    @Path("/status")
    public Uni<Envelope<AgentItem>> declare(@Nullable StatusRequest request, @Context RoutingContext http) {
        return gate.staff(http).chain(staff -> {
            var status = Presence.word(Field.required("status", request == null ? null : request.status()));
            return presence.arrive(staff, status, "Agent status updated successfully", http);
        });
    }

    /** The asking staff user's own. */
    @GET
    @Path("/status")
    public Uni<Envelope<AgentItem>> own(@Context RoutingContext http) {
        return gate.staff(http).chain(staff -> presence.own(staff, "Agent status retrieved successfully", http));
    }
}
