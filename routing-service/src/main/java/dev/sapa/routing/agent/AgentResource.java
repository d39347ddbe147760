package dev.sapa.routing.agent;

import dev.sapa.routing.caller.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/agents")
@RolesAllowed({"operator", "admin", "supervisor", "agent"})
class AgentResource {

    private final AgentService agents;
    private final Caller caller;

    AgentResource(AgentService agents, Caller caller) {
        this.agents = agents;
        this.caller = caller;
    }

    @GET
    public Uni<AgentPage> list(
            @RestQuery @Nullable @Pattern(regexp = "online|busy|away|offline") String status,
            @RestQuery @Nullable String cursor,
            @RestQuery @DefaultValue("200") @Min(1) @Max(1000) int limit) {
        return agents.page(caller.staff().company(), status, after(cursor), limit)
                .map(found -> page(found, limit));
    }

    @GET
    @Path("/me")
    public Uni<AgentView> own() {
        return agents.own(caller.staff()).map(AgentView::of);
    }

    @GET
    @Path("/{id}")
    public Uni<AgentView> find(@RestPath UUID id) {
        return agents.find(caller.staff().company(), id).map(AgentView::of);
    }

    @PUT
    @Path("/me/status")
    public Uni<AgentView> declareOwn(@NotNull @Valid DeclareStatusRequest request) {
        return agents.declareOwn(caller.staff(), request.status()).map(AgentView::of);
    }

    @PUT
    @Path("/{id}/status")
    @RolesAllowed({"operator", "admin", "supervisor"})
    public Uni<AgentView> declare(@RestPath UUID id, @NotNull @Valid DeclareStatusRequest request) {
        return agents.declare(caller.staff().company(), id, request.status()).map(AgentView::of);
    }

    @PATCH
    @Path("/{id}")
    @RolesAllowed({"operator", "admin", "supervisor"})
    public Uni<AgentView> change(@RestPath UUID id, @NotNull @Valid ChangeAgentRequest request) {
        return agents.change(caller.staff().company(), id, request).map(AgentView::of);
    }

    private static AgentPage page(List<Agent> found, int limit) {
        var next =
                found.size() < limit ? null : Long.toString(found.get(limit - 1).number());
        return new AgentPage(found.stream().map(AgentView::of).toList(), next);
    }

    private static long after(@Nullable String cursor) {
        try {
            return cursor == null ? Long.MIN_VALUE : Long.parseLong(cursor);
        } catch (NumberFormatException e) {
            throw AgentProblem.badCursor();
        }
    }
}
