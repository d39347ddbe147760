package dev.sapa.gateway.livechat;

import dev.sapa.gateway.livechat.SessionList.Filter;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.util.List;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The administrator's side of seed 002; supervisors may use it too, agents may not. */
@Path("/api/chat/admin")
class AdminChatResource {

    private final StaffGate gate;
    private final SessionList sessions;
    private final Desk desk;

    AdminChatResource(StaffGate gate, SessionList sessions, Desk desk) {
        this.gate = gate;
        this.sessions = sessions;
        this.desk = desk;
    }

    /** Oldest first. */
    @GET
    @Path("/waiting")
    public Uni<Envelope<List<SessionItem>>> waiting(@Context RoutingContext http) {
        return gate.overseer(http)
                .chain(staff -> sessions.all(
                        staff, Filter.of("waiting", "oldest"), "Waiting sessions retrieved successfully", http));
    }

    /** Newest first. */
    @GET
    @Path("/active")
    public Uni<Envelope<List<SessionItem>>> active(@Context RoutingContext http) {
        return gate.overseer(http)
                .chain(staff -> sessions.all(
                        staff, Filter.of("active", "newest"), "Active sessions retrieved successfully", http));
    }

    /** All of the company, newest first. */
    @GET
    @Path("/sessions")
    public Uni<Envelope<List<SessionItem>>> sessions(
            @RestQuery @Nullable String page,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String status,
            @RestQuery("agent_id") @Nullable String agentId,
            @RestQuery("department_id") @Nullable String departmentId,
            @Context RoutingContext http) {
        var filter = new Filter("newest", status, agentId, departmentId);
        return gate.overseer(http)
                .chain(staff -> sessions.page(
                        staff, filter, PageRequest.of(page, limit), "Sessions retrieved successfully", http));
    }

    /** One session with its messages. */
    @GET
    @Path("/sessions/{id}")
    public Uni<Envelope<Desk.SessionDetail>> session(@RestPath String id, @Context RoutingContext http) {
        return gate.overseer(http).chain(staff -> desk.session(staff, Field.sessionId(id), http));
    }

    @POST
    @Path("/assign")
    public Uni<Envelope<SessionItem>> assign(@Nullable AssignRequest request, @Context RoutingContext http) {
        return gate.overseer(http).chain(staff -> desk.assign(staff, request, http));
    }

    @POST
    @Path("/close")
    public Uni<Envelope<SessionItem>> close(@Nullable CloseRequest request, @Context RoutingContext http) {
        return gate.overseer(http).chain(staff -> desk.close(staff, request, http));
    }
}
