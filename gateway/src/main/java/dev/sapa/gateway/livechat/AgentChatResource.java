package dev.sapa.gateway.livechat;

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

    /** One session with its messages. */
    @GET
    @Path("/sessions/{id}")
    public Uni<Envelope<Desk.SessionDetail>> session(@RestPath String id, @Context RoutingContext http) {
        return gate.staff(http).chain(staff -> desk.session(staff, Field.sessionId(id), http));
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

    @POST
    @Path("/close")
    public Uni<Envelope<SessionItem>> close(@Nullable CloseRequest request, @Context RoutingContext http) {
        return gate.staff(http).chain(staff -> desk.close(staff, request, http));
    }
}
