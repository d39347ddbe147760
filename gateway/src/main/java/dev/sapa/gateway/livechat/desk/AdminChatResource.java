package dev.sapa.gateway.livechat.desk;

import dev.sapa.gateway.livechat.Envelope;
import dev.sapa.gateway.livechat.Field;
import dev.sapa.gateway.livechat.PageRequest;
import dev.sapa.gateway.livechat.StaffGate;
import dev.sapa.gateway.livechat.session.SessionItem;
import dev.sapa.gateway.livechat.session.SessionList;
import dev.sapa.gateway.livechat.session.SessionList.Filter;
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

    /** Oldest first; all of them unless {@code page} or {@code limit} is named. */
    @GET
    @Path("/waiting")
    public Uni<Envelope<List<SessionItem>>> waiting(
            @RestQuery @Nullable String page, @RestQuery @Nullable String limit, @Context RoutingContext http) {
        var filter = Filter.of("waiting", "oldest");
        return gate.overseer(http)
                .chain(staff ->
                        sessions.list(staff, filter, page, limit, "Waiting sessions retrieved successfully", http));
    }

    /** Newest first; all of them unless {@code page} or {@code limit} is named. */
    @GET
    @Path("/active")
    public Uni<Envelope<List<SessionItem>>> active(
            @RestQuery @Nullable String page, @RestQuery @Nullable String limit, @Context RoutingContext http) {
        var filter = Filter.of("active", "newest");
        return gate.overseer(http)
                .chain(staff ->
                        sessions.list(staff, filter, page, limit, "Active sessions retrieved successfully", http));
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

    /** One session with all that is known of it. */
    @GET
    @Path("/sessions/{id}")
    public Uni<Envelope<SessionDetail>> session(@RestPath String id, @Context RoutingContext http) {
        return gate.overseer(http).chain(staff -> desk.session(staff, Field.sessionId(id), http));
    }

    /** What was done with the session, oldest first. */
    @GET
    @Path("/sessions/{id}/logs")
    public Uni<Envelope<List<LogItem>>> logs(@RestPath String id, @Context RoutingContext http) {
        return gate.overseer(http).chain(staff -> desk.logs(staff, Field.sessionId(id), http));
    }

    /** Who is connected to the session now. */
    @GET
    @Path("/sessions/{id}/connection-status")
    public Uni<Envelope<Desk.ConnectionStatus>> connections(@RestPath String id, @Context RoutingContext http) {
        return gate.overseer(http).chain(staff -> desk.connections(staff, Field.sessionId(id), http));
    }

    @POST
    @Path("/assign")
    public Uni<Envelope<SessionItem>> assign(@Nullable AssignRequest request, @Context RoutingContext http) {
        return gate.overseer(http).chain(staff -> desk.assign(staff, request, http));
    }

    /** Hands a session on to another agent or department. */
    @POST
    @Path("/transfer")
    public Uni<Envelope<SessionItem>> transfer(@Nullable TransferRequest request, @Context RoutingContext http) {
        return gate.overseer(http).chain(staff -> desk.transfer(staff, request, http));
    }

    @POST
    @Path("/close")
    public Uni<Envelope<SessionItem>> close(@Nullable CloseRequest request, @Context RoutingContext http) {
        return gate.overseer(http).chain(staff -> desk.close(staff, request, http));
    }
}
