package dev.sapa.gateway.livechat.login;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sapa.events.CredentialsRevoked;
import dev.sapa.gateway.credential.Revocations;
import dev.sapa.gateway.credential.Staff;
import dev.sapa.gateway.limit.Limit;
import dev.sapa.gateway.limit.RateLimiter;
import dev.sapa.gateway.livechat.Attempt;
import dev.sapa.gateway.livechat.Envelope;
import dev.sapa.gateway.livechat.Field;
import dev.sapa.gateway.livechat.LivechatProblem;
import dev.sapa.gateway.livechat.NativeCalls;
import dev.sapa.gateway.livechat.StaffGate;
import dev.sapa.gateway.livechat.cookie.Cookies;
import dev.sapa.gateway.livechat.login.LoginResource.RefreshRequest;
import dev.sapa.gateway.livechat.staff.StaffItem;
import dev.sapa.gateway.upstream.Call;
import dev.sapa.gateway.upstream.Service;
import dev.sapa.gateway.upstream.Trail;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Log-ins, kept by auth-service. */
@ApplicationScoped
class Logins {

    private static final Attempt LOG_IN =
            Attempt.failingWith("Login failed").saying("invalid-credentials", 401, "invalid email or password");
    private static final Attempt REFRESH = Attempt.failingWith("Token refresh failed")
            .saying("refresh-refused", 401, "invalid or expired refresh token");
    private static final Attempt READ_PROFILE = Attempt.failingWith("Failed to get profile");
    private static final Attempt LOG_OUT = Attempt.failingWith("Logout failed");

    private final NativeCalls services;
    private final StaffGate gate;
    private final RateLimiter limits;
    private final Revocations revocations;
    private final Cookies cookies;

    Logins(NativeCalls services, StaffGate gate, RateLimiter limits, Revocations revocations, Cookies cookies) {
        this.services = services;
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
        return tokens(call, LOG_IN, "Login successful", http);
    }

    /** Only the body counts: a refresh token in a cookie alone refreshes nothing. */
    Uni<Envelope<LoginView>> refresh(@Nullable RefreshRequest request, RoutingContext http) {
        var token = request == null ? null : Field.said(request.refreshToken());
        if (token == null) {
            throw LivechatProblem.invalid("Refresh token is required", "validation failed");
        }
        var call = Call.post(Service.AUTH, "/refresh").json(new Refresh(token));
        return tokens(call, REFRESH, "Token refreshed successfully", http);
    }

    Uni<Envelope<StaffItem>> user(String message, RoutingContext http) {
        return gate.staff(http)
                .chain(staff -> services.answer(staff, Call.get(Service.AUTH, "/me"), READ_PROFILE, http))
                .map(user -> Envelope.of(message, StaffItem.of(user)));
    }

    Uni<Envelope<Void>> logOut(@Nullable RefreshRequest request, RoutingContext http) {
        var token = refreshTokenOf(request, http);
        var call = Call.post(Service.AUTH, "/logout").json(new Refresh(token));
        return ended(call, this::forgetLogIn, "Logout successful", http);
    }

    /** Ends every log-in of the staff user, wherever it signed in. */
    Uni<Envelope<Void>> logOutEverywhere(RoutingContext http) {
        var call = Call.post(Service.AUTH, "/logout-all");
        return ended(call, staff -> forget(staff, null), "Logged out everywhere", http);
    }

    private Uni<Envelope<Void>> ended(Call call, Consumer<Staff> forget, String message, RoutingContext http) {
        cookies.forgetRefreshToken(http);
        return gate.staff(http)
                .call(staff -> services.answer(staff, call, LOG_OUT, http))
                .invoke(forget)
                .map(staff -> Envelope.plain(message));
    }

    private void forgetLogIn(Staff staff) {
        if (staff.sessionId() != null) {
            forget(staff, staff.sessionId());
        }
    }

    /**
     * The event that says so may take a moment; who signed out here is out here at once.
     *
     * @param logIn the one that ended; null for all
     */
    private void forget(Staff staff, @Nullable UUID logIn) {
        revocations.add(new CredentialsRevoked(staff.id(), staff.companyId(), logIn, Instant.now(), "logout"));
    }

    private Uni<Envelope<LoginView>> tokens(Call call, Attempt attempt, String message, RoutingContext http) {
        return limits.require(Limit.LOGIN, String.valueOf(Trail.of(http).clientAddress()))
                .onFailure(HttpProblem.class)
                .transform(attempt::refusal)
                .chain(() -> services.answer(call, attempt, http))
                .map(LoginView::of)
                .invoke(login -> cookies.keepRefreshToken(http, login.refreshToken()))
                .map(login -> Envelope.of(message, login));
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
