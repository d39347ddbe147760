package dev.sapa.chat.transcript;

import dev.sapa.chat.conversation.ConversationView;
import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Scope;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Mails transcripts, where the installation has a mail server. */
@ApplicationScoped
class TranscriptPost {

    private static final Logger LOG = Logger.getLogger(TranscriptPost.class);

    private final ReactiveMailer mailer;
    private final TranscriptMailRepository mails;
    private final EventTransactions transactions;
    private final TranscriptSettings settings;

    TranscriptPost(
            ReactiveMailer mailer,
            TranscriptMailRepository mails,
            EventTransactions transactions,
            TranscriptSettings settings) {
        this.mailer = mailer;
        this.mails = mails;
        this.transactions = transactions;
        this.settings = settings;
    }

    void requireConfigured() {
        if (settings.mailHost().isEmpty()) {
            throw TranscriptProblem.mailNotConfigured();
        }
    }

    Uni<Void> send(Transcript transcript, String address) {
        return note(transcript.conversation())
                .chain(() -> mailer.send(mail(transcript, address)))
                .ifNoItem()
                .after(settings.mailWithin())
                .fail()
                .onFailure(failure -> !(failure instanceof HttpProblem))
                .transform(failure -> {
                    LOG.warnf("A transcript could not be mailed: %s", failure.getMessage());
                    return TranscriptProblem.mailUnavailable();
                });
    }

    private Uni<Void> note(ConversationView conversation) {
        return transactions
                .readInConnection(
                        Scope.of(conversation.companyId()),
                        connection -> mails.note(
                                connection, conversation.companyId(), conversation.id(), settings.mailsADay()))
                .invoke(noted -> {
                    if (!noted) {
                        throw TranscriptProblem.tooMany();
                    }
                })
                .replaceWithVoid();
    }

    private static Mail mail(Transcript transcript, String address) {
        var subject = "Conversation %d".formatted(transcript.conversation().number());
        return Mail.withHtml(address, subject, HtmlTranscript.of(transcript)).setText(TextTranscript.of(transcript));
    }
}
