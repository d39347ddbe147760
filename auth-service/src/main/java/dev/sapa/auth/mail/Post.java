package dev.sapa.auth.mail;

import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Hands mail to the mail server. */
@ApplicationScoped
public class Post {

    private final ReactiveMailer mailer;
    private final MailSettings settings;

    Post(ReactiveMailer mailer, MailSettings settings) {
        this.mailer = mailer;
        this.settings = settings;
    }

    /** Whether there is a mail server; without one nothing may be sent. */
    public boolean isOpen() {
        return settings.host().isPresent();
    }

    /** Sends plain text; fails when the mail server is away or refuses it. */
    public Uni<Void> send(String to, String subject, String text) {
        return mailer.send(Mail.withText(to, subject, text))
                .ifNoItem()
                .after(settings.patience())
                .fail();
    }
}
