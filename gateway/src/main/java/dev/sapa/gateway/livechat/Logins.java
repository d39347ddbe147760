package dev.sapa.gateway.livechat;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sapa.events.CredentialsRevoked;
import dev.sapa.gateway.credential.Revocations;
import dev.sapa.gateway.credential.Staff;
import dev.sapa.gateway.limit.Limit;
import dev.sapa.gateway.limit.RateLimiter;
import dev.sapa.gateway.livechat.LoginResource.RefreshRequest;
import dev.sapa.gateway.upstream.Call;
import dev.sapa.gateway.upstream.Service;
import dev.sapa.gateway.upstream.Trail;
import dev.sapa.gateway.upstream.Upstream;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Log-ins, kept by auth-service. */
@ApplicationScoped
class Logins {

    private final Upstream upstream;
    private final StaffGate gate;
    private final RateLimiter limits;
    private final Revocations revocations;
    private final Cookies cookies;

    Logins(Upstream upstream, StaffGate gate, RateLimiter limits, Revocations revocations, Cookies cookies) {
        this.upstream = upstream;
        this.gate = gate;
        this.limits = limits;
        this.revocations = revocations;
        this.cookies = cookies;
    }

    Uni<Envelope<LoginView>> logIn(@Nullable LoginRequest request, RoutingContext http) {
        if (request == null) {
            throw LoginRequest.incomplete();
        }
        var call = Call.post(Service.AUTH, "/login").json(request.credentials());
        return tokens(call, Attempt.LOG_IN, "Login successful", http);
    }

    /** Only the body counts: a refresh token in a cookie alone refreshes nothing. */
    Uni<Envelope<LoginView>> refresh(@Nullable RefreshRequest request, RoutingContext http) {
        var token = request == null ? null : Field.said(request.refreshToken());
        if (token == null) {
            throw LivechatProblem.invalid("Refresh token is required", "validation failed");
        }
        var call = Call.post(Service.AUTH, "/refresh").json(new Refresh(token));
        return tokens(call, Attempt.REFRESH, "Token refreshed successfully", http);
    }

    Uni<Envelope<LoginView.User>> register(@Nullable RegisterRequest request, RoutingContext http) {
        return gate.admin(http)
                .call(() -> counted(Limit.REGISTRATION, Attempt.REGISTER, http))
                .chain(admin -> answer(creation(request).bearer(admin.token()), Attempt.REGISTER, http))
                .map(user -> Envelope.of("User registered successfully", LoginView.User.of(user)));
    }

    Uni<Envelope<LoginView.User>> user(String message, RoutingContext http) {
        return gate.staff(http)
                .chain(staff -> answer(Call.get(Service.AUTH, "/me").bearer(staff.token()), Attempt.READ_PROFILE, http))
                .map(user -> Envelope.of(message, LoginView.User.of(user)));
    }

    Uni<Envelope<Void>> logOut(@Nullable RefreshRequest request, RoutingContext http) {
        var token = refreshTokenOf(request, http);
        cookies.forgetRefreshToken(http);
        var call = Call.post(Service.AUTH, "/logout").json(new Refresh(token));
        return gate.staff(http)
                .call(staff -> answer(call.bearer(staff.token()), Attempt.LOG_OUT, http))
                .invoke(this::forget)
                .map(staff -> Envelope.plain("Logout successful"));
    }

    /** The event that says so may take a moment; who signed out here is out here at once. */
    private void forget(Staff staff) {
        if (staff.sessionId() != null) {
            revocations.add(
                    new CredentialsRevoked(staff.id(), staff.companyId(), staff.sessionId(), Instant.now(), "logout"));
        }
    }

    private Uni<Envelope<LoginView>> tokens(Call call, Attempt attempt, String message, RoutingContext http) {
        return counted(Limit.LOGIN, attempt, http)
                .chain(() -> answer(call, attempt, http))
                .map(LoginView::of)
                .invoke(login -> cookies.keepRefreshToken(http, login.refreshToken()))
                .map(login -> Envelope.of(message, login));
    }

    private Uni<Void> counted(Limit limit, Attempt attempt, RoutingContext http) {
        return limits.require(limit, String.valueOf(Trail.of(http).clientAddress()))
                .onFailure(HttpProblem.class)
                .transform(attempt::refusal);
    }

    private Uni<NativeObject> answer(Call call, Attempt attempt, RoutingContext http) {
        return upstream.call(call.onBehalfOf(Trail.of(http)))
                .map(attempt::bodyOf)
                .onFailure(HttpProblem.class)
                .transform(attempt::refusal);
    }

    private static Call creation(@Nullable RegisterRequest request) {
        if (request == null) {
            throw LivechatProblem.missing("email");
        }
        return Call.post(Service.AUTH, "/staff").json(request.create());
    }

    private static @Nullable String refreshTokenOf(@Nullable RefreshRequest request, RoutingContext http) {
        var said = request == null ? null : Field.said(request.refreshToken());
        var cookie = http.request().getCookie(Cookies.REFRESH_TOKEN);
        return said != null || cookie == null ? said : Field.said(cookie.getValue());
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Refresh(@Nullable String refreshToken) {

        /** The token must not reach a log. */
        @Override
        public String toString() {
            return "Refresh";
        }
    }
}
