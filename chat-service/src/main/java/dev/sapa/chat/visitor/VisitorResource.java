package dev.sapa.chat.visitor;

import dev.sapa.chat.access.Callers;
import dev.sapa.chat.access.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;

/** Who a visitor is. */
@Path("/visitors/{id}")
class VisitorResource {

    private final VisitorService visitors;
    private final Callers callers;

    VisitorResource(VisitorService visitors, Callers callers) {
        this.visitors = visitors;
        this.callers = callers;
    }

    /** The id of a visitor who turned out to be another one means that one. */
    @GET
    @RolesAllowed({Role.OPERATOR, Role.ADMIN, Role.SUPERVISOR, Role.AGENT})
    public Uni<VisitorView> find(@RestPath UUID id) {
        return callers.staff().chain(staff -> visitors.view(staff.companyId(), id));
    }
}
