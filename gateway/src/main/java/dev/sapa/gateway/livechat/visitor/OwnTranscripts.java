package dev.sapa.gateway.livechat.visitor;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sapa.gateway.limit.Limit;
import dev.sapa.gateway.limit.RateLimiter;
import dev.sapa.gateway.livechat.Attempt;
import dev.sapa.gateway.livechat.Envelope;
import dev.sapa.gateway.livechat.Field;
import dev.sapa.gateway.livechat.LivechatProblem;
import dev.sapa.gateway.livechat.session.ConversationCalls;
import dev.sapa.gateway.upstream.Answer;
import dev.sapa.gateway.upstream.Call;
import dev.sapa.gateway.upstream.Service;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** A session's transcript for its visitor: to save, or by mail. */
@ApplicationScoped
class OwnTranscripts {

    private static final Set<String> FORMATS = Set.of("text", "json", "html");
    private static final Attempt READ =
            Attempt.failingWith("Failed to get transcript").sayingSessionNotFound();
    private static final Attempt SEND = Attempt.failingWith("Failed to send chat transcript email")
            .sayingSessionNotFound()
            .saying("mail-not-configured", 503, "no mail server is configured");

    private final ConversationCalls conversations;
    private final RateLimiter limits;

    OwnTranscripts(ConversationCalls conversations, RateLimiter limits) {
        this.conversations = conversations;
        this.limits = limits;
    }

    /**
     * Asks for a transcript by mail.
     *
     * @param email        one that the visitor or its contact gave; either's unless named
     * @param sessionToken the visitor's capability, where no header carries it
     */
    record MailRequest(@Nullable String email, @Nullable String sessionToken) {

        static final MailRequest TO_THE_USUAL = new MailRequest(null, null);

        /** The token must not reach a log. */
        @Override
        public String toString() {
            return "MailRequest";
        }
    }

    /** Chat-service's mailing; what is null is not sent. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Mailing(@Nullable String email) {}

    /** @param format {@code text} unless said, {@code json} or {@code html}; 400 for any other */
    Uni<RestResponse<byte[]>> download(UUID session, @Nullable String format, RoutingContext http) {
        var call = Call.get(Service.CHAT, "/conversations/" + session + "/transcript?format=" + format(format))
                .header(HttpHeaders.ACCEPT, "*/*");
        return counted(session)
                .chain(() -> conversations.call(session, call, null, http))
                .invoke(READ::bodyOf)
                .map(OwnTranscripts::attachment)
                .onFailure(HttpProblem.class)
                .transform(READ::refusal);
    }

    Uni<Envelope<Void>> mail(UUID session, @Nullable MailRequest request, RoutingContext http) {
        var said = request == null ? MailRequest.TO_THE_USUAL : request;
        var call = Call.post(Service.CHAT, "/conversations/" + session + "/transcript-mails")
                .json(new Mailing(Field.email("email", said.email())));
        return counted(session)
                .chain(() -> conversations.call(session, call, said.sessionToken(), http))
                .invoke(SEND::bodyOf)
                .map(accepted -> Envelope.plain("Chat transcript email sent successfully"))
                .onFailure(HttpProblem.class)
                .transform(SEND::refusal);
    }

    private Uni<Void> counted(UUID session) {
        return limits.require(Limit.HISTORY, session.toString());
    }

    private static String format(@Nullable String said) {
        var format =
                Field.isBlank(said) ? "text" : Field.required("format", said).toLowerCase(Locale.ROOT);
        if (!FORMATS.contains(format)) {
            throw LivechatProblem.invalid("Invalid format parameter", "format must be one of text, json, html");
        }
        return format;
    }

    private static RestResponse<byte[]> attachment(Answer answer) {
        var written = RestResponse.ResponseBuilder.ok(answer.bytes().getBytes());
        for (var name : new String[] {HttpHeaders.CONTENT_TYPE, HttpHeaders.CONTENT_DISPOSITION}) {
            var value = answer.headers().get(name);
            if (value != null) {
                written.header(name, value);
            }
        }
        return written.build();
    }
}
