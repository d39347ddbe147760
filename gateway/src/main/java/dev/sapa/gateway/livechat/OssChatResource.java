package dev.sapa.gateway.livechat;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** The visitor's side of seed 003, also under the other names of {@link Surface}. */
@Path("/api/chat")
class OssChatResource {

    private final ChatStart chat;

    OssChatResource(ChatStart chat) {
        this.chat = chat;
    }

    /** Starts another conversation. */
    @POST
    @Path("/start")
    @ResponseStatus(201)
    public Uni<StartedAnswer> start(@Nullable StartChatRequest request, @Context RoutingContext http) {
        return chat.start(request, true, http);
    }
}
