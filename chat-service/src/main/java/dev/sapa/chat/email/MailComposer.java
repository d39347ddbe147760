package dev.sapa.chat.email;

import dev.sapa.chat.provider.Account;
import dev.sapa.chat.provider.Outgoing;
import io.vertx.core.buffer.Buffer;
import jakarta.activation.DataHandler;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.stream.Collectors;

/** Writes a mail. What customers and agents have a say in is on one line wherever a line is all that there may be. */
final class MailComposer {

    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    private MailComposer() {}

    static MimeMessage compose(Account account, Outgoing outgoing, List<Buffer> contents, Session session, Instant now)
            throws MessagingException, UnsupportedEncodingException {
        var message = named(session, MessageId.of(account, outgoing.ourId()));
        message.setFrom(new InternetAddress(account.address(), line(displayName(account)), UTF_8));
        message.setRecipient(RecipientType.TO, new InternetAddress(outgoing.address(), true));
        message.setSubject(subject(account, outgoing), UTF_8);
        message.setSentDate(Date.from(now));
        message.setHeader("X-Loop", account.address());
        refer(message, outgoing);
        if (outgoing.automatic()) {
            message.setHeader("Auto-Submitted", "auto-replied");
            message.setHeader("X-Auto-Response-Suppress", "All");
        }
        if ("read".equals(account.setting(EmailProvider.RECEIPTS)) && !outgoing.automatic()) {
            message.setHeader("Disposition-Notification-To", account.address());
        }
        fill(message, outgoing, contents);
        message.saveChanges();
        return message;
    }

    /** The library would name it anew at every attempt. */
    private static MimeMessage named(Session session, String id) {
        return new MimeMessage(session) {
            @Override
            protected void updateMessageID() throws MessagingException {
                setHeader("Message-ID", "<" + id + ">");
            }
        };
    }

    private static String displayName(Account account) {
        var name = account.setting(EmailProvider.DISPLAY_NAME);
        return name.isEmpty() ? account.name() : name;
    }

    private static String subject(Account account, Outgoing outgoing) {
        var subject = line(outgoing.subject() == null ? "" : outgoing.subject());
        if (subject.isEmpty()) {
            return "Re: " + line(account.name());
        }
        return subject.regionMatches(true, 0, "re:", 0, 3) ? subject : "Re: " + subject;
    }

    private static void refer(MimeMessage message, Outgoing outgoing) throws MessagingException {
        var thread = new ArrayList<>(
                outgoing.thread().stream().filter(MailComposer::canBeNamed).toList());
        var last = outgoing.repliesTo();
        if (last != null && canBeNamed(last)) {
            message.setHeader("In-Reply-To", "<" + last + ">");
            thread.remove(last);
            thread.add(last);
        }
        if (!thread.isEmpty()) {
            message.setHeader(
                    "References", thread.stream().map(id -> "<" + id + ">").collect(Collectors.joining("\r\n ")));
        }
    }

    private static boolean canBeNamed(String id) {
        return MessageId.isTold(id) && MessageId.named("<" + id + ">").contains(id);
    }

    private static void fill(MimeMessage message, Outgoing outgoing, List<Buffer> contents) throws MessagingException {
        if (outgoing.files().isEmpty()) {
            message.setText(outgoing.text(), UTF_8);
            return;
        }
        var parts = new MimeMultipart();
        if (!outgoing.text().isBlank()) {
            var words = new MimeBodyPart();
            words.setText(outgoing.text(), UTF_8);
            parts.addBodyPart(words);
        }
        for (int i = 0; i < contents.size(); i++) {
            var file = outgoing.files().get(i);
            var part = new MimeBodyPart();
            part.setDataHandler(
                    new DataHandler(new ByteArrayDataSource(contents.get(i).getBytes(), line(file.contentType()))));
            part.setDisposition(Part.ATTACHMENT);
            part.setFileName(line(file.name()));
            // As it is, also where it looks like a text whose ends of lines might be changed.
            part.setHeader("Content-Transfer-Encoding", "base64");
            parts.addBodyPart(part);
        }
        message.setContent(parts);
    }

    private static String line(String text) {
        return text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    }
}
