package dev.sapa.gateway.livechat.visitor;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The visitor's side of seed 003, also under {@code /api/v1/oss-chat}. */
@Path("/api/chat")
class OssChatResource {

    private final ChatStart chat;
    private final OwnSession session;
    private final Visitors visitors;

    OssChatResource(ChatStart chat, OwnSession session, Visitors visitors) {
        this.chat = chat;
        this.session = session;
        this.visitors = visitors;
    }

    /** Starts another conversation. */
    @POST
    @Path("/start")
    @ResponseStatus(201)
    public Uni<StartedAnswer> start(@Nullable StartChatRequest request, @Context RoutingContext http) {
        return chat.start(request, true, http);
    }

    /** Says whom to ask back; a repeat changes what was said before. */
    @POST
    @Path("/contact")
    public Uni<ContactAnswer> contact(@Nullable ContactRequest request, @Context RoutingContext http) {
        return session.setContact(request, http);
    }

    /** Says whose browser it is; what both had talked about before is one history then. */
    @POST
    @Path("/link-user")
    public Uni<LinkAnswer> link(@Nullable LinkRequest request, @Context RoutingContext http) {
        return visitors.link(request, http);
    }

    /** The visitor's sessions, newest first; {@code limit} is 20 unless said. */
    @GET
    @Path("/history")
    public Uni<HistoryAnswer> history(
            @RestQuery("browser_uuid") @Nullable String browserUuid,
            @RestQuery("oss_user_id") @Nullable String ossUserId,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String offset,
            @Context RoutingContext http) {
        return visitors.history(browserUuid, ossUserId, limit, offset, http);
    }
}
