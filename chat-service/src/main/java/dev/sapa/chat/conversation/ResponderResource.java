package dev.sapa.chat.conversation;

import dev.sapa.chat.access.Callers;
import dev.sapa.chat.access.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Who answers a conversation, and what the channel says of its visitor. */
@Path("/conversations/{id}")
class ResponderResource {

    private static final String BEFORE = "previous";

    private final ConversationService conversations;
    private final Callers callers;

    ResponderResource(ConversationService conversations, Callers callers) {
        this.conversations = conversations;
        this.callers = callers;
    }

    /**
     * Lets the bot, an agent or nobody (a pause) answer from now on; {@code previous} ends a pause. Without an agent of its
     * own a conversation that an agent is to answer waits to be given to one.
     */
    @PUT
    @Path("/responder")
    @RolesAllowed({Role.OPERATOR, Role.ADMIN, Role.SUPERVISOR, Role.AGENT})
    public Uni<ConversationView> answerBy(@RestPath UUID id, @NotNull @Valid ResponderRequest request) {
        return callers.current()
                .chain(caller -> conversations.changing(
                        caller,
                        id,
                        locked -> BEFORE.equals(request.responder())
                                ? locked.resume(caller)
                                : locked.answerBy(Wire.responder(request.responder()), caller)));
    }

    /** What is absent stays as it is. */
    @PATCH
    @Path("/board")
    @RolesAllowed({Role.OPERATOR, Role.ADMIN, Role.SUPERVISOR, Role.AGENT})
    public Uni<ConversationView> patch(@RestPath UUID id, @NotNull @Valid BoardRequest request) {
        return callers.current()
                .chain(caller -> conversations.changing(caller, id, locked -> {
                    if (request.visitorOnline() != null) {
                        locked.visitorOnline(request.visitorOnline());
                    }
                    if (request.unread() != null) {
                        locked.unread(request.unread());
                    }
                    return Uni.createFrom().voidItem();
                }));
    }

    /** Takes it off every list, after ending it if need be; its messages are kept as long as the company keeps any. */
    @DELETE
    @RolesAllowed({Role.OPERATOR, Role.ADMIN})
    public Uni<Void> remove(@RestPath UUID id) {
        return callers.current().chain(caller -> conversations
                .view(caller, id)
                .chain(seen -> conversations.changing(seen.companyId(), id, locked -> locked.remove(caller))));
    }

    record ResponderRequest(
            @NotNull @Pattern(regexp = "bot|agent|none|previous")
            String responder) {}

    /**
     * @param visitorOnline whether the channel says that the visitor is there
     * @param unread        how many of the visitor's messages count as unread
     */
    record BoardRequest(
            @Nullable Boolean visitorOnline,
            @Nullable @Min(0) @Max(1_000_000) Long unread) {}
}
