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

/** Transcripts by mail, sent by chat-service. */
@ApplicationScoped
class Transcripts {

    private static final Attempt SEND = Attempt.failingWith("Failed to send chat transcript email")
            .sayingSessionNotFound()
            .saying("mail-not-configured", 503, "no mail server is configured");

    private final NativeCalls services;
    private final RateLimiter limits;

    Transcripts(NativeCalls services, RateLimiter limits) {
        this.services = services;
        this.limits = limits;
    }

    Uni<Envelope<Void>> send(Staff by, @Nullable TranscriptRequest request, RoutingContext http) {
        if (request == null) {
            throw LivechatProblem.missing("session_id");
        }
        var conversation = request.conversation();
        var call = Call.post(Service.CHAT, "/conversations/" + conversation + "/transcript-mails")
                .json(request.mailing());
        return limits.require(Limit.HISTORY, conversation.toString())
                .onFailure(HttpProblem.class)
                .transform(SEND::refusal)
                .chain(() -> services.answer(by, call, SEND, http))
                .map(accepted -> Envelope.plain("Chat transcript email sent successfully"));
    }
}
