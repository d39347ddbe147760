package dev.sapa.gateway.livechat.visitor;

import dev.sapa.gateway.livechat.Envelope;
import dev.sapa.gateway.livechat.session.Messages;
import dev.sapa.gateway.livechat.session.SendMessageRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** The visitor's side of seed 002. */
@Path("/api/public/chat")
class PublicChatResource {

    private final ChatStart chat;
    private final Messages messages;

    PublicChatResource(ChatStart chat, Messages messages) {
        this.chat = chat;
        this.messages = messages;
    }

    /** Starts another conversation. */
    @POST
    @Path("/start")
    @ResponseStatus(201)
    public Uni<StartedAnswer> start(@Nullable StartChatRequest request, @Context RoutingContext http) {
        return chat.start(request, false, http);
    }

    /** Says something, as whom the credential says; without one as the visitor, where the session id suffices. */
    @POST
    @Path("/message")
    public Uni<Envelope<Messages.Sent>> send(@Nullable SendMessageRequest request, @Context RoutingContext http) {
        return messages.send(request, http);
    }
}
