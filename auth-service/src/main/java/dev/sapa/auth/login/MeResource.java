package dev.sapa.auth.login;

import dev.sapa.auth.caller.CurrentCaller;
import dev.sapa.auth.staff.StaffDirectory;
import dev.sapa.auth.staff.StaffView;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.ResponseStatus;

@Path("/me")
@RolesAllowed({"operator", "admin", "supervisor", "agent"})
class MeResource {

    private final StaffDirectory directory;
    private final PasswordService passwords;
    private final CurrentCaller current;

    MeResource(StaffDirectory directory, PasswordService passwords, CurrentCaller current) {
        this.directory = directory;
        this.passwords = passwords;
        this.current = current;
    }

    @GET
    public Uni<StaffView> me() {
        var caller = current.staff();
        return directory.get(caller.scope(), caller.staffId());
    }

    /** Changes the caller's password and ends all the caller's other log-ins. */
    @POST
    @Path("/password")
    @ResponseStatus(204)
    public Uni<Void> changePassword(@NotNull @Valid LoginRequest.ChangePassword request) {
        return passwords.change(current.staff(), request.currentPassword(), request.newPassword());
    }
}
