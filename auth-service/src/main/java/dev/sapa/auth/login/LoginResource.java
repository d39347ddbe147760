package dev.sapa.auth.login;

import dev.sapa.auth.caller.CurrentCaller;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

@Path("/")
@PermitAll
class LoginResource {

    private final LoginService logins;
    private final RefreshService refreshes;
    private final CurrentCaller current;

    LoginResource(LoginService logins, RefreshService refreshes, CurrentCaller current) {
        this.logins = logins;
        this.refreshes = refreshes;
        this.current = current;
    }

    @POST
    @Path("/login")
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    public Uni<SignedIn> login(@NotNull @Valid LoginRequest.Login request) {
        return logins.login(request.login(), request.password(), current.address());
    }

    @POST
    @Path("/refresh")
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    public Uni<SignedIn> refresh(@NotNull @Valid LoginRequest.Refresh request) {
        return refreshes.refresh(request.refreshToken(), current.address());
    }

    @POST
    @Path("/logout")
    @RolesAllowed({"operator", "admin", "supervisor", "agent"})
    @ResponseStatus(204)
    public Uni<Void> logout(LoginRequest.@Valid @Nullable Logout request) {
        return refreshes.logout(current.staff(), request == null ? null : request.refreshToken());
    }

    /** Ends every log-in of the caller. */
    @POST
    @Path("/logout-all")
    @RolesAllowed({"operator", "admin", "supervisor", "agent"})
    @ResponseStatus(204)
    public Uni<Void> logoutEverywhere() {
        return refreshes.logoutEverywhere(current.staff());
    }
}
