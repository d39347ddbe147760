package dev.sapa.chat.message;

import dev.sapa.chat.access.Callers;
import dev.sapa.chat.access.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Where the bridge to another desk posts what the agents there say. */
@Path("/conversations/{id}/desk/messages")
class DeskMessageResource {

    private final MessageService messages;
    private final Callers callers;

    DeskMessageResource(MessageService messages, Callers callers) {
        this.messages = messages;
        this.callers = callers;
    }

    /** 201 when it is new, 200 when it had been posted before with the same {@code client_msg_id}. */
    @POST
    @RolesAllowed(Role.SERVICE)
    public Uni<RestResponse<MessageService.PostedView>> post(
            @RestPath UUID id, @NotNull @Valid DeskMessageRequest request) {
        return callers.current()
                .chain(caller -> messages.postAtDesk(caller, id, request))
                .map(posted -> RestResponse.status(
                        posted.duplicate() ? RestResponse.Status.OK : RestResponse.Status.CREATED, posted));
    }

    /**
     * @param epoch       the decision by which the desk has the conversation
     * @param authorName  of the agent there
     * @param clientMsgId the other system's own id of the message
     */
    record DeskMessageRequest(
            @Positive long epoch,
            @Nullable @Size(max = 255) String authorName,
            @Nullable String text,
            @Nullable String messageType,
            @NotBlank String clientMsgId,
            @Nullable List<Map<String, Object>> attachments) {

        PostMessageRequest message() {
            return new PostMessageRequest(text, messageType, clientMsgId, attachments);
        }
    }
}
