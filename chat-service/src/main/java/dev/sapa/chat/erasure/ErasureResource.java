package dev.sapa.chat.erasure;

import dev.sapa.chat.access.Callers;
import dev.sapa.chat.access.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;

/** Forgetting a visitor. */
@Path("/visitors/{id}/erasure")
@RolesAllowed({Role.OPERATOR, Role.ADMIN})
class ErasureResource {

    private final ErasureService erasures;
    private final Callers callers;

    ErasureResource(ErasureService erasures, Callers callers) {
        this.erasures = erasures;
        this.callers = callers;
    }

    /** Begins; another time changes nothing. Open conversations are closed. The answer is the report so far. */
    @POST
    @ResponseStatus(202)
    public Uni<ErasureReport> ask(@RestPath UUID id) {
        return callers.staff().chain(staff -> erasures.ask(staff, id));
    }

    /** Who has forgotten what, and when; also when nothing is left of the visitor. */
    @GET
    public Uni<ErasureReport> report(@RestPath UUID id) {
        return callers.staff().chain(staff -> erasures.report(staff, id));
    }
}
