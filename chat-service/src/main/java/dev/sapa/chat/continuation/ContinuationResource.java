package dev.sapa.chat.continuation;

import dev.sapa.chat.access.Callers;
import dev.sapa.chat.access.Role;
import dev.sapa.chat.conversation.ConversationView;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;

/** Where staff go on with what was closed. */
@Path("/conversations/{id}/continuation")
class ContinuationResource {

    private final ContinuationService continuations;
    private final Callers callers;

    ContinuationResource(ContinuationService continuations, Callers callers) {
        this.continuations = continuations;
        this.callers = callers;
    }

    /**
     * The visitor's open conversation on the channel: the one of the path while it is open, another that has begun since,
     * or a new one, which waits where the closed one was answered. Agents go on with what they had; overseers with
     * everything of their company.
     */
    @POST
    @RolesAllowed({Role.OPERATOR, Role.ADMIN, Role.SUPERVISOR, Role.AGENT})
    public Uni<ConversationView> goOn(@RestPath UUID id) {
        return callers.staff().chain(staff -> continuations.goOn(staff, id));
    }
}
