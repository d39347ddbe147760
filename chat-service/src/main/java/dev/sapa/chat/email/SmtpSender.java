package dev.sapa.chat.email;

import dev.sapa.chat.provider.Outcome;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Duration;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/** One conversation with a mail server, and what it means for the mail. Blocks. */
final class SmtpSender extends SMTPTransport {

    private static final int REFUSED = 500;
    private static final int LATER = 400;
    private static final int CLOSING = 421;
    private static final Duration CREDENTIALS_PAUSE = Duration.ofSeconds(30);

    private final MailServer server;

    /** From here on the server may have the mail, whatever we hear. */
    private boolean isWritten;

    SmtpSender(MailServer server, Session session) {
        super(session, new URLName("smtp", server.host(), server.port(), null, null, null), "smtp", server.isTls());
        this.server = server;
    }

    /** A code of the server's about the mail; 0 for none. */
    private record Answer(int code, boolean isAboutRecipient) {}

    Outcome send(MimeMessage message, String id) {
        try {
            signIn();
            sendMessage(message, message.getAllRecipients());
            return new Outcome.Sent(id);
        } catch (AuthenticationFailedException refused) {
            // The library says so, too, of a connection that broke while it signed in.
            return getLastReturnCode() >= REFUSED
                    ? new Outcome.Later("credentials-refused", CREDENTIALS_PAUSE, true)
                    : new Outcome.Later("provider-unreachable", null, false);
        } catch (MessagingException failed) {
            return outcome(answer(failed));
        } finally {
            leave();
        }
    }

    /** Whether mails could be sent, without sending one. */
    void signIn() throws MessagingException {
        connect(server.host(), server.port(), server.user(), server.password());
    }

    void leave() {
        try {
            close();
        } catch (MessagingException ignored) {
            // What was said before counts.
        }
    }

    @Override
    protected void finishData() throws IOException, MessagingException {
        isWritten = true;
        super.finishData();
    }

    private Outcome outcome(Answer answer) {
        if (answer.code() >= REFUSED) {
            return new Outcome.Refused(
                    (answer.isAboutRecipient() ? "not-deliverable (" : "refused (") + answer.code() + ")");
        }
        if (answer.code() >= LATER) {
            return new Outcome.Later("provider-unavailable", null, answer.code() == CLOSING);
        }
        return isWritten
                ? new Outcome.Unsure("provider-silent")
                : new Outcome.Later("provider-unreachable", null, false);
    }

    private static Answer answer(MessagingException failed) {
        for (@Nullable Exception one = failed; one instanceof MessagingException; one = next(one)) {
            if (one instanceof SMTPAddressFailedException address) {
                return new Answer(address.getReturnCode(), true);
            }
            if (one instanceof SMTPSenderFailedException sender) {
                return new Answer(sender.getReturnCode(), false);
            }
            if (one instanceof SMTPSendFailedException sending && next(one) == null) {
                return new Answer(sending.getReturnCode(), false);
            }
        }
        return new Answer(0, false);
    }

    private static @Nullable Exception next(Exception one) {
        return one instanceof MessagingException failed ? failed.getNextException() : null;
    }
}
