package dev.sapa.gateway.livechat.email;

import dev.sapa.gateway.credential.Staff;
import dev.sapa.gateway.limit.Limit;
import dev.sapa.gateway.limit.RateLimiter;
import dev.sapa.gateway.livechat.Attempt;
import dev.sapa.gateway.livechat.Envelope;
import dev.sapa.gateway.livechat.LivechatProblem;
import dev.sapa.gateway.livechat.NativeCalls;
import dev.sapa.gateway.upstream.Call;
import dev.sapa.gateway.upstream.Service;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Mails of administrators, sent by auth-service. */
@ApplicationScoped
class Mails {

    private static final String PATH = "/mails";
    private static final Attempt SEND = Attempt.failingWith("Failed to send email")
            .saying("mail-not-configured", 503, "no mail server is configured")
            .saying("staff-not-found", 404, "User not found", "user does not exist");

    private final NativeCalls services;
    private final RateLimiter limits;

    Mails(NativeCalls services, RateLimiter limits) {
        this.services = services;
        this.limits = limits;
    }

    /** To one address, in words of the administrator's own. */
    Uni<Envelope<Void>> send(Staff admin, @Nullable MailRequest request, RoutingContext http) {
        return sent(admin, PATH, required(request).letter(), "Email sent successfully", http);
    }

    /** To a colleague only. */
    Uni<Envelope<Void>> welcome(Staff admin, @Nullable MailRequest request, RoutingContext http) {
        return sent(admin, PATH + "/welcome", required(request).colleague(), "Welcome email sent successfully", http);
    }

    /** To a colleague only: a link with which to choose a new password. */
    Uni<Envelope<Void>> passwordReset(Staff admin, @Nullable MailRequest request, RoutingContext http) {
        return sent(
                admin,
                PATH + "/password-reset",
                required(request).colleague(),
                "Password reset email sent successfully",
                http);
    }

    private Uni<Envelope<Void>> sent(Staff admin, String path, Object body, String message, RoutingContext http) {
        return limits.require(Limit.REGISTRATION, "mail:" + admin.companyId())
                .onFailure(HttpProblem.class)
                .transform(SEND::refusal)
                .chain(() ->
                        services.answer(admin, Call.post(Service.AUTH, path).json(body), SEND, http))
                .map(accepted -> Envelope.plain(message));
    }

    private static MailRequest required(@Nullable MailRequest request) {
        if (request == null) {
            throw LivechatProblem.missing("to");
        }
        return request;
    }
}
