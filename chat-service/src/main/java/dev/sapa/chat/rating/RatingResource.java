package dev.sapa.chat.rating;

import dev.sapa.chat.access.Callers;
import dev.sapa.chat.access.Role;
import dev.sapa.chat.conversation.ConversationService;
import dev.sapa.chat.conversation.ConversationView;
import dev.sapa.chat.log.Actor;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;

/** The rating of one conversation. */
@Path("/conversations/{id}/rating")
class RatingResource {

    private final ConversationService conversations;
    private final Callers callers;

    RatingResource(ConversationService conversations, Callers callers) {
        this.conversations = conversations;
        this.callers = callers;
    }

    /** Rates it once, before or after the close; the same again changes nothing, another rating is refused with 409. */
    @POST
    @RolesAllowed({Role.VISITOR, Role.PORTAL})
    public Uni<ConversationView> rate(@RestPath UUID id, @NotNull @Valid RateRequest request) {
        return callers.current()
                .chain(caller -> conversations.changing(
                        caller, id, locked -> locked.rate(request.rating(), request.feedback(), Actor.of(caller))));
    }
}
