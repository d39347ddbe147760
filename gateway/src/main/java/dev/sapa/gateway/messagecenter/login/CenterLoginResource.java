package dev.sapa.gateway.messagecenter.login;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sapa.gateway.limit.Limit;
import dev.sapa.gateway.limit.RateLimiter;
import dev.sapa.gateway.messagecenter.CenterCalls;
import dev.sapa.gateway.messagecenter.Form;
import dev.sapa.gateway.messagecenter.user.CenterUser;
import dev.sapa.gateway.messagecenter.user.NewUser;
import dev.sapa.gateway.upstream.Call;
import dev.sapa.gateway.upstream.Service;
import dev.sapa.gateway.upstream.Trail;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** Signing in by user name or e-mail address; the token is good at every surface. */
@Path("/auth")
@Consumes(MediaType.WILDCARD)
class CenterLoginResource {

    private static final int LONGEST = 1024;

    private final CenterCalls services;
    private final RateLimiter limits;
    private final ObjectMapper json;

    CenterLoginResource(CenterCalls services, RateLimiter limits, ObjectMapper json) {
        this.services = services;
        this.limits = limits;
        this.json = json;
    }

    @POST
    @Path("/login")
    public Uni<LoginAnswer> login(@Nullable String body, @Context RoutingContext http) {
        var form = Form.of(body, json);
        var credentials = new Credentials(form.text("identifier", 0, LONGEST), form.text("password", 0, LONGEST));
        form.requireValid();
        return limits.require(Limit.LOGIN, String.valueOf(Trail.of(http).clientAddress()))
                .chain(() ->
                        services.callAsNobody(Call.post(Service.AUTH, "/login").json(credentials.orNobody()), http))
                .map(LoginAnswer::of);
    }

    /** Adds a user to the administrator's company. */
    @POST
    @Path("/register")
    public Uni<RegisterAnswer> register(@Nullable String body, @Context RoutingContext http) {
        return services.admin(http)
                .call(() -> limits.require(
                        Limit.REGISTRATION, String.valueOf(Trail.of(http).clientAddress())))
                .chain(admin -> services.call(
                        admin, Call.post(Service.AUTH, "/staff").json(NewUser.of(Form.of(body, json))), http))
                .map(user -> new RegisterAnswer("Register success", CenterUser.of(user)));
    }

    /** Auth-service's log-in. */
    record Credentials(String login, String password) {

        /** Nobody has a name of blanks; auth-service would call it malformed rather than wrong. */
        Credentials orNobody() {
            return login.isBlank() || password.isEmpty() ? new Credentials("-", "-") : this;
        }

        /** The password must not reach a log. */
        @Override
        public String toString() {
            return "Credentials";
        }
    }

    record LoginAnswer(String message, CenterUser data, String accessToken, String tokenType) {

        static LoginAnswer of(JsonNode login) {
            return new LoginAnswer(
                    "Login success",
                    CenterUser.of(login.path("user")),
                    login.path("access_token").asText(),
                    "bearer");
        }

        /** The token must not reach a log. */
        @Override
        public String toString() {
            return "LoginAnswer[" + data.id() + "]";
        }
    }

    record RegisterAnswer(String message, CenterUser data) {}
}
