package dev.sapa.auth.reset;

import dev.sapa.auth.caller.CurrentCaller;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;

@Path("/staff/{id}/password-resets")
@RolesAllowed({"operator", "admin"})
class StaffResetResource {

    private final ResetService resets;
    private final CurrentCaller current;

    StaffResetResource(ResetService resets, CurrentCaller current) {
        this.resets = resets;
        this.current = current;
    }

    /** Makes a link by which the person chooses a new password; the admin hands it over. */
    @POST
    @ResponseStatus(201)
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    public Uni<ResetLink> link(@RestPath UUID id) {
        return resets.link(current.staff(), id);
    }
}
