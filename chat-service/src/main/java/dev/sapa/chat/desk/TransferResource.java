package dev.sapa.chat.desk;

import dev.sapa.chat.access.Callers;
import dev.sapa.chat.access.Role;
import dev.sapa.chat.conversation.ConversationView;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;

/** Where staff give a conversation to another desk, or take it back. */
@Path("/conversations/{id}/transfer")
class TransferResource {

    private final DeskService desks;
    private final Callers callers;

    TransferResource(DeskService desks, Callers callers) {
        this.desks = desks;
        this.callers = callers;
    }

    /** Agents may do so with what they have and with what waits for them; overseers with everything of their company. */
    @POST
    @RolesAllowed({Role.OPERATOR, Role.ADMIN, Role.SUPERVISOR, Role.AGENT})
    public Uni<ConversationView> transfer(@RestPath UUID id, @NotNull @Valid TransferRequest request) {
        return callers.staff()
                .chain(staff -> desks.transfer(staff, id, request.to().wanted(), request.reason()));
    }
}
