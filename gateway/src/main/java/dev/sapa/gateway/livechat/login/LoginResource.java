package dev.sapa.gateway.livechat.login;

import dev.sapa.gateway.livechat.Envelope;
import dev.sapa.gateway.livechat.OptionalBody;
import dev.sapa.gateway.livechat.StaffGate;
import dev.sapa.gateway.livechat.staff.RegisterRequest;
import dev.sapa.gateway.livechat.staff.StaffItem;
import dev.sapa.gateway.livechat.staff.Users;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** Signing in and out, as seed 002's consoles do it. */
@Path("/api/auth")
class LoginResource {

    private final Logins logins;
    private final Users users;
    private final StaffGate gate;
    private final OptionalBody bodies;

    LoginResource(Logins logins, Users users, StaffGate gate, OptionalBody bodies) {
        this.logins = logins;
        this.users = users;
        this.gate = gate;
        this.bodies = bodies;
    }

    /** Signs in; the refresh token is also set as a cookie. */
    @POST
    @Path("/login")
    public Uni<Envelope<LoginView>> login(@Nullable LoginRequest request, @Context RoutingContext http) {
        return logins.logIn(request, http);
    }

    /** Two new tokens for a refresh token, which is spent with it. */
    @POST
    @Path("/refresh")
    public Uni<Envelope<LoginView>> refresh(@Nullable RefreshRequest request, @Context RoutingContext http) {
        return logins.refresh(request, http);
    }

    /** Adds a staff user to the administrator's company. */
    @POST
    @Path("/register")
    @ResponseStatus(201)
    public Uni<Envelope<StaffItem>> register(@Nullable RegisterRequest request, @Context RoutingContext http) {
        return gate.admin(http).chain(admin -> users.register(admin, request, http));
    }

    @GET
    @Path("/profile")
    public Uni<Envelope<StaffItem>> profile(@Context RoutingContext http) {
        return logins.user("Profile retrieved successfully", http);
    }

    /** Tells whether the access token is good; 401 when it is not. */
    @GET
    @Path("/validate")
    public Uni<Envelope<StaffItem>> validate(@Context RoutingContext http) {
        return logins.user("Session is valid", http);
    }

    /** Ends the log-in: its access and refresh tokens are no longer good. */
    @POST
    @Path("/logout")
    @Consumes(MediaType.WILDCARD)
    public Uni<Envelope<Void>> logout(@Nullable String body, @Context RoutingContext http) {
        return logins.logOut(bodies.read(body, RefreshRequest.class), http);
    }

    /** Ends every log-in of the staff user. */
    @POST
    @Path("/logout-all")
    @Consumes(MediaType.WILDCARD)
    public Uni<Envelope<Void>> logoutEverywhere(@Context RoutingContext http) {
        return logins.logOutEverywhere(http);
    }

    record RefreshRequest(@Nullable String refreshToken) {

        /** The token must not reach a log. */
        @Override
        public String toString() {
            return "RefreshRequest";
        }
    }
}
