package dev.sapa.gateway.livechat.login;

import dev.sapa.gateway.livechat.Envelope;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Passwords of staff users. */
@Path("/api/auth")
class PasswordResource {

    private final Passwords passwords;

    PasswordResource(Passwords passwords) {
        this.passwords = passwords;
    }

    /** Ends every other log-in of the staff user. */
    @POST
    @Path("/password")
    public Uni<Envelope<Void>> change(Passwords.@Nullable ChangeRequest request, @Context RoutingContext http) {
        return passwords.change(request, http);
    }

    /** The same as {@link #change}. */
    @PUT
    @Path("/password")
    public Uni<Envelope<Void>> replace(Passwords.@Nullable ChangeRequest request, @Context RoutingContext http) {
        return passwords.change(request, http);
    }

    /** Asks for a link; the answer is the same whether or not there is such a user. */
    @POST
    @Path("/password-reset")
    public Uni<Envelope<Void>> askForLink(@Nullable LinkRequest request, @Context RoutingContext http) {
        return passwords.sendLink(request == null ? null : request.login(), http);
    }

    /** Redeems a link, once. */
    @POST
    @Path("/password-reset/{token}")
    public Uni<Envelope<Void>> reset(
            @RestPath String token, Passwords.@Nullable ResetRequest request, @Context RoutingContext http) {
        return passwords.reset(token, request == null ? null : request.chosen(), http);
    }

    /** Whose password is forgotten: e-mail address or user name. */
    record LinkRequest(@Nullable String email, @Nullable String username) {

        @Nullable
        String login() {
            return email == null ? username : email;
        }
    }
}
