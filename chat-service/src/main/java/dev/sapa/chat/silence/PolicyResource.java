package dev.sapa.chat.silence;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sapa.chat.access.Callers;
import dev.sapa.chat.access.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;

/** What a company has decided about its conversations. */
@Path("/policy")
class PolicyResource {

    private final SilenceService silence;
    private final Callers callers;

    PolicyResource(SilenceService silence, Callers callers) {
        this.silence = silence;
        this.callers = callers;
    }

    @GET
    @RolesAllowed({Role.OPERATOR, Role.ADMIN})
    public Uni<PolicyView> policy() {
        return callers.staff().chain(silence::policy);
    }

    /** What is absent stays as it is; null switches off. */
    @PATCH
    @RolesAllowed({Role.OPERATOR, Role.ADMIN})
    public Uni<PolicyView> decide(@NotNull ObjectNode patch) {
        return callers.staff().chain(staff -> silence.decide(staff, patch));
    }
}
