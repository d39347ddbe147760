package dev.sapa.gateway.livechat.desk;

import dev.sapa.gateway.livechat.Envelope;
import dev.sapa.gateway.livechat.Field;
import dev.sapa.gateway.livechat.PageRequest;
import dev.sapa.gateway.livechat.StaffGate;
import dev.sapa.gateway.livechat.session.Messages;
import dev.sapa.gateway.livechat.session.SendMessageRequest;
import dev.sapa.gateway.livechat.session.SessionItem;
import dev.sapa.gateway.livechat.session.SessionList;
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

/** The agent's side of seed 002; whoever signs in may use it. */
@Path("/api/chat/agent")
class AgentChatResource {

    private final StaffGate gate;
    private final SessionList sessions;
    private final Messages messages;
    private final Desk desk;

    AgentChatResource(StaffGate gate, SessionList sessions, Messages messages, Desk desk) {
        this.gate = gate;
        this.sessions = sessions;
        this.messages = messages;
        this.desk = desk;
    }

    /** The asking staff user's own sessions, newest first. */
    @GET
    @Path("/sessions")
    public Uni<Envelope<List<SessionItem>>> sessions(
            @RestQuery @Nullable String page,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String status,
            @Context RoutingContext http) {
        var own = new SessionList.Filter("newest", status, "me", null);
        return gate.staff(http)
                .chain(staff -> sessions.page(
                        staff, own, PageRequest.of(page, limit), "Agent sessions retrieved successfully", http));
    }

    /** One session with all that is known of it. */
    @GET
    @Path("/sessions/{id}")
    public Uni<Envelope<SessionDetail>> session(@RestPath String id, @Context RoutingContext http) {
        return gate.staff(http).chain(staff -> desk.session(staff, Field.sessionId(id), http));
    }

    /** What was done with the session, oldest first. */
    @GET
    @Path("/sessions/{id}/logs")
    public Uni<Envelope<List<LogItem>>> logs(@RestPath String id, @Context RoutingContext http) {
        return gate.staff(http).chain(staff -> desk.logs(staff, Field.sessionId(id), http));
    }

    /** Who is connected to the session now. */
    @GET
    @Path("/sessions/{id}/connection-status")
    public Uni<Envelope<Desk.ConnectionStatus>> connections(@RestPath String id, @Context RoutingContext http) {
        return gate.staff(http).chain(staff -> desk.connections(staff, Field.sessionId(id), http));
    }

    /** Answers the visitor; a waiting session becomes the sender's. */
    @POST
    @Path("/message")
    public Uni<Envelope<Messages.Sent>> send(@Nullable SendMessageRequest request, @Context RoutingContext http) {
        return gate.staff(http).chain(staff -> messages.sendAs(staff, request, http));
    }

    @POST
    @Path("/assign")
    public Uni<Envelope<SessionItem>> assign(@Nullable AssignRequest request, @Context RoutingContext http) {
        return gate.staff(http).chain(staff -> desk.assign(staff, request, http));
    }

    /** Hands a session on to another agent or department. */
    @POST
    @Path("/transfer")
    public Uni<Envelope<SessionItem>> transfer(@Nullable TransferRequest request, @Context RoutingContext http) {
        return gate.staff(http).chain(staff -> desk.transfer(staff, request, http));
    }

    @POST
    @Path("/close")
    public Uni<Envelope<SessionItem>> close(@Nullable CloseRequest request, @Context RoutingContext http) {
        return gate.staff(http).chain(staff -> desk.close(staff, request, http));
    }
}
