package dev.sapa.gateway.livechat.visitor;

import dev.sapa.gateway.livechat.Envelope;
import dev.sapa.gateway.livechat.Field;
import dev.sapa.gateway.livechat.session.MessageItem;
import dev.sapa.gateway.livechat.session.Messages;
import dev.sapa.gateway.livechat.session.SendMessageRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.util.List;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
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

    /** The messages, oldest first; {@code limit} and {@code after_seq} narrow them. */
    @GET
    @Path("/session/{id}/messages")
    public Uni<Envelope<List<MessageItem>>> messages(
            @RestPath String id,
            @RestQuery @Nullable String limit,
            @RestQuery("after_seq") @Nullable String afterSeq,
            @Context RoutingContext http) {
        return messages.list(Field.sessionId(id), limit, afterSeq, http);
    }
}
