package dev.sapa.chat.amendment;

import dev.sapa.chat.access.Callers;
import dev.sapa.chat.access.Role;
import dev.sapa.chat.conversation.MessageView;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.RestPath;

/** Messages by their number, for those who said them or oversee the company. */
@Path("/messages/{number}")
class AmendmentResource {

    private final AmendmentService amendments;
    private final Callers callers;

    AmendmentResource(AmendmentService amendments, Callers callers) {
        this.amendments = amendments;
        this.callers = callers;
    }

    /** Corrects what an agent said. */
    @PATCH
    @RolesAllowed({Role.OPERATOR, Role.ADMIN, Role.SUPERVISOR, Role.AGENT})
    public Uni<MessageView> edit(@RestPath long number, @NotNull @Valid EditRequest request) {
        return callers.staff().chain(staff -> amendments.edit(staff, number, request.text()));
    }

    /** Takes back what an agent said: its place in the conversation stays, empty. */
    @DELETE
    @RolesAllowed({Role.OPERATOR, Role.ADMIN, Role.SUPERVISOR, Role.AGENT})
    public Uni<MessageView> delete(@RestPath long number) {
        return callers.staff().chain(staff -> amendments.delete(staff, number));
    }

    record EditRequest(
            @NotBlank @Size(max = 16_384) @Pattern(regexp = "[^\\x00]*", flags = Pattern.Flag.DOTALL)
            String text) {}
}
