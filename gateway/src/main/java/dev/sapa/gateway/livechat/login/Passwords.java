package dev.sapa.gateway.livechat.login;

import dev.sapa.gateway.limit.Limit;
import dev.sapa.gateway.limit.RateLimiter;
import dev.sapa.gateway.livechat.Attempt;
import dev.sapa.gateway.livechat.Envelope;
import dev.sapa.gateway.livechat.Field;
import dev.sapa.gateway.livechat.LivechatProblem;
import dev.sapa.gateway.livechat.NativeCalls;
import dev.sapa.gateway.livechat.NativeObject;
import dev.sapa.gateway.livechat.StaffGate;
import dev.sapa.gateway.upstream.Call;
import dev.sapa.gateway.upstream.Service;
import dev.sapa.gateway.upstream.Trail;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Changing a password, and getting a new one by a link that is sent by mail. */
@ApplicationScoped
class Passwords {

    private static final Attempt CHANGE = Attempt.failingWith("Failed to change password")
            .saying("wrong-password", 403, "Failed to change password", "the current password is wrong");
    private static final Attempt RESET = Attempt.failingWith("Password reset failed")
            .saying("reset-expired", 410, "the link was used already or is too old");

    private final NativeCalls services;
    private final StaffGate gate;
    private final RateLimiter limits;

    Passwords(NativeCalls services, StaffGate gate, RateLimiter limits) {
        this.services = services;
        this.gate = gate;
        this.limits = limits;
    }

    /** A new password from whoever knows the present one; {@code old_password} is an older client's name of that. */
    record ChangeRequest(
            @Nullable String currentPassword,
            @Nullable String oldPassword,
            @Nullable String newPassword) {

        @Nullable
        String current() {
            return currentPassword == null ? oldPassword : currentPassword;
        }

        /** The passwords must not reach a log. */
        @Override
        public String toString() {
            return "ChangeRequest";
        }
    }

    /** A new password from whoever holds the link; the second name of it is an older client's. */
    record ResetRequest(
            @Nullable String newPassword, @Nullable String password) {

        @Nullable
        String chosen() {
            return newPassword == null ? password : newPassword;
        }

        /** The password must not reach a log. */
        @Override
        public String toString() {
            return "ResetRequest";
        }
    }

    /** Auth-service's change of a password. */
    record Change(String currentPassword, String newPassword) {

        /** The passwords must not reach a log. */
        @Override
        public String toString() {
            return "Change";
        }
    }

    /** Auth-service's new password. */
    record Reset(String newPassword) {

        /** The password must not reach a log. */
        @Override
        public String toString() {
            return "Reset";
        }
    }

    /** Auth-service's wish for a link. */
    record Wish(String login) {}

    Uni<Envelope<Void>> change(@Nullable ChangeRequest request, RoutingContext http) {
        return gate.staff(http).call(() -> counted(CHANGE, http)).chain(staff -> {
            if (request == null || request.current() == null || request.newPassword() == null) {
                throw LivechatProblem.invalid("Current and new password are required", "validation failed");
            }
            var change = new Change(request.current(), request.newPassword());
            return services.answer(
                            staff, Call.post(Service.AUTH, "/me/password").json(change), CHANGE, http)
                    .map(changed -> Envelope.plain("Password changed successfully"));
        });
    }

    /**
     * Sends a link, if there is such a user; nobody is told whether there is.
     *
     * @param login e-mail address or user name
     */
    Uni<Envelope<Void>> sendLink(@Nullable String login, RoutingContext http) {
        var wish = new Wish(Field.required("email", login));
        return counted(RESET, http)
                .chain(() -> services.answer(
                        Call.post(Service.AUTH, "/password-resets").json(wish), RESET, http))
                .map(accepted -> Envelope.plain("If the account exists, a password reset e-mail has been sent"));
    }

    Uni<Envelope<Void>> reset(String token, @Nullable String newPassword, RoutingContext http) {
        if (newPassword == null || newPassword.isEmpty()) {
            throw LivechatProblem.missing("new_password");
        }
        return counted(RESET, http)
                .chain(() -> redeem(requireToken(token), newPassword, http))
                .map(changed -> Envelope.plain("Password reset successfully"));
    }

    private Uni<NativeObject> redeem(String token, String newPassword, RoutingContext http) {
        return services.answer(
                Call.post(Service.AUTH, "/password-resets/" + token).json(new Reset(newPassword)), RESET, http);
    }

    /** Only what cannot lead to another path. */
    private static String requireToken(String token) {
        if (!token.matches("[A-Za-z0-9_-]{1,256}")) {
            throw LivechatProblem.body("token is not one of a password reset link");
        }
        return token;
    }

    private Uni<Void> counted(Attempt attempt, RoutingContext http) {
        return limits.require(Limit.LOGIN, String.valueOf(Trail.of(http).clientAddress()))
                .onFailure(HttpProblem.class)
                .transform(attempt::refusal);
    }
}
