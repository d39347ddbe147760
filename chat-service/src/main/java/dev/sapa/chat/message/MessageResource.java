package dev.sapa.chat.message;

import dev.sapa.chat.access.Callers;
import dev.sapa.chat.access.Role;
import dev.sapa.chat.conversation.MessageView;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The transcript of a conversation. */
@Path("/conversations/{id}/messages")
class MessageResource {

    private final MessageService messages;
    private final Callers callers;

    MessageResource(MessageService messages, Callers callers) {
        this.messages = messages;
        this.callers = callers;
    }

    /** 201 when it is new, 200 when it had been posted before with the same {@code client_msg_id}. */
    @POST
    @RolesAllowed({Role.OPERATOR, Role.ADMIN, Role.SUPERVISOR, Role.AGENT, Role.COMPANY_AGENT, Role.BOT, Role.VISITOR})
    public Uni<RestResponse<MessageService.PostedView>> post(@RestPath UUID id, @NotNull PostMessageRequest request) {
        return callers.current()
                .chain(caller -> messages.post(caller, id, request))
                .map(posted -> RestResponse.status(
                        posted.duplicate() ? RestResponse.Status.OK : RestResponse.Status.CREATED, posted));
    }

    /**
     * Messages in ascending order: those after {@code after_seq}, or the last ones before {@code before_seq}. The next
     * cursor is the {@code after_seq} (or {@code before_seq}) to go on with.
     */
    @GET
    @RolesAllowed({Role.OPERATOR, Role.ADMIN, Role.SUPERVISOR, Role.AGENT, Role.BOT, Role.VISITOR, Role.SERVICE})
    public Uni<MessagesView> list(
            @RestPath UUID id,
            @RestQuery("after_seq") @Nullable @Min(0) Long afterSeq,
            @RestQuery("before_seq") @Nullable @Min(0) Long beforeSeq,
            @RestQuery @DefaultValue("100") @Min(1) @Max(1000) int limit) {
        return callers.current()
                .chain(caller -> messages.list(caller, id, afterSeq, beforeSeq, limit))
                .map(page -> new MessagesView(
                        page.items(),
                        page.nextSeq() == null ? null : page.nextSeq().toString(),
                        page.lastSeq()));
    }

    /**
     * @param nextCursor null at the end
     * @param lastSeq position of the conversation's newest message
     */
    record MessagesView(List<MessageView> items, @Nullable String nextCursor, long lastSeq) {}
}
