package dev.sapa.chat.contact;

import dev.sapa.chat.access.Callers;
import dev.sapa.chat.access.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;

/** The contact of one conversation. */
@Path("/conversations/{id}/contact")
class ContactResource {

    private final ContactService contacts;
    private final Callers callers;

    ContactResource(ContactService contacts, Callers callers) {
        this.contacts = contacts;
        this.callers = callers;
    }

    /** Says whom to ask back; again and again, the id stays. */
    @PUT
    @RolesAllowed({Role.OPERATOR, Role.ADMIN, Role.SUPERVISOR, Role.AGENT, Role.BOT, Role.VISITOR, Role.PORTAL})
    public Uni<SaidContactView> say(@RestPath UUID id, @NotNull @Valid ContactRequest request) {
        return callers.current().chain(caller -> contacts.say(caller, id, request));
    }
}
