package dev.sapa.chat.desk;

import dev.sapa.chat.access.Callers;
import dev.sapa.chat.access.Role;
import dev.sapa.chat.conversation.ConversationView;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/**
 * What the bridge to another desk says of a conversation there. Each word names the decision by which that desk has the
 * conversation, its assignment epoch; after a later decision it is refused with 409.
 */
@Path("/conversations/{id}/desk")
@RolesAllowed(Role.SERVICE)
class DeskResource {

    private final DeskService desks;
    private final Callers callers;

    DeskResource(DeskService desks, Callers callers) {
        this.desks = desks;
        this.callers = callers;
    }

    /** An agent there answers it now. */
    @POST
    @Path("/joined")
    public Uni<ConversationView> joined(@RestPath UUID id, @NotNull @Valid JoinedRequest request) {
        return callers.current()
                .chain(caller ->
                        desks.about(caller, id, locked -> locked.joinedAtDesk(request.epoch(), request.agentName())));
    }

    /** The agents there have read everything up to {@code seq}. */
    @POST
    @Path("/read")
    public Uni<Void> read(@RestPath UUID id, @NotNull @Valid ReadRequest request) {
        return callers.current().chain(caller -> desks.read(caller, id, request.epoch(), request.seq()));
    }

    /** That desk cannot help: it waits here again, and the visitor is told {@code text}. */
    @POST
    @Path("/returned")
    public Uni<ConversationView> returned(@RestPath UUID id, @NotNull @Valid ReturnedRequest request) {
        return callers.current()
                .chain(caller -> desks.about(
                        caller, id, locked -> locked.refusedByDesk(request.epoch(), request.reason(), request.text())));
    }

    /** That desk is through with it. */
    @POST
    @Path("/ended")
    public Uni<ConversationView> ended(@RestPath UUID id, @NotNull @Valid EndedRequest request) {
        return callers.current()
                .chain(caller ->
                        desks.about(caller, id, locked -> locked.endedAtDesk(request.epoch(), request.reason())));
    }

    record JoinedRequest(
            @Positive long epoch, @Nullable @Size(max = 255) String agentName) {}

    record ReadRequest(@Positive long epoch, @Positive long seq) {}

    record ReturnedRequest(
            @Positive long epoch,
            @NotBlank @Size(max = 100) String reason,
            @Nullable @Size(min = 1, max = 2000) String text) {}

    record EndedRequest(
            @Positive long epoch, @NotBlank @Size(max = 100) String reason) {}
}
