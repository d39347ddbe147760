package dev.sapa.chat.email;

import dev.sapa.chat.email.Mail.Piece;
import dev.sapa.chat.email.Mail.Receipt;
import jakarta.mail.BodyPart;
import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.internet.ParseException;
import jakarta.mail.util.SharedByteArrayInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads one mail. Whoever sends it decides what is in it, so that everything is bounded before the library gets to see it,
 * and nothing in it is believed but that it was sent. Blocks.
 */
final class MailReader {

    static final int AT_MOST = 10 * 1024 * 1024;

    private static final int PARTS_AT_MOST = 100;
    private static final int DEPTH_AT_MOST = 10;
    private static final int HEADERS_AT_MOST = 512 * 1024;
    private static final int BOUNDARIES_AT_MOST = 5_000;
    private static final int TEXT_AT_MOST = 1024 * 1024;
    private static final int RECEIPT_AT_MOST = 64 * 1024;
    private static final int SAID_AT_MOST = 15_000;
    private static final int SUBJECT_AT_MOST = 250;
    private static final int WHOLE_TEXT = 0;
    private static final Session LENIENT = lenient();

    private static final Pattern ADDRESS =
            Pattern.compile("[^\\s\\p{Cntrl}<>,;:\"()\\[\\]@]{1,64}@[^\\s\\p{Cntrl}<>,;:\"()\\[\\]@]{1,180}");
    private static final Set<String> BULK = Set.of("bulk", "junk", "list", "auto_reply");
    private static final Set<String> MACHINES = Set.of("mailer-daemon", "postmaster");

    private final MimeMessage message;
    private final String id;
    private final StringBuilder text = new StringBuilder();
    private final List<Found> files = new ArrayList<>();
    private int parts;

    /** A part that is no text of the mail's own. */
    private record Found(String name, Part part) {}

    private MailReader(byte[] raw) throws MessagingException {
        message = new MimeMessage(LENIENT, new SharedByteArrayInputStream(raw));
        var named = MessageId.named(message.getHeader("Message-ID", " "));
        id = named.isEmpty() || named.get(0).length() > 200 ? MessageId.digestOf(raw) : named.get(0);
    }

    /** Fails with a problem when it is none, or one that was made to do harm. */
    static Mail read(byte[] raw, Instant now) {
        requireBounded(raw);
        try {
            var reader = new MailReader(raw);
            reader.walk();
            return reader.mail(now);
        } catch (MessagingException | IOException broken) {
            throw EmailProblem.invalid("it cannot be read");
        }
    }

    /** What stands at a place of a mail that was read before. */
    static byte[] piece(byte[] raw, int place) throws IOException {
        try {
            var reader = new MailReader(raw);
            reader.walk();
            if (place == WHOLE_TEXT) {
                return reader.text.toString().getBytes(StandardCharsets.UTF_8);
            }
            return reader.files.get(place - 1).part().getInputStream().readAllBytes();
        } catch (MessagingException | IndexOutOfBoundsException broken) {
            throw new IOException(broken);
        }
    }

    private static Session lenient() {
        var properties = new Properties();
        properties.setProperty("mail.mime.address.strict", "false");
        return Session.getInstance(properties);
    }

    /** The library makes objects of all headers and parts at once; a mail of nothing but them would fill the memory. */
    private static void requireBounded(byte[] raw) {
        if (raw.length > AT_MOST) {
            throw EmailProblem.invalid("it is larger than " + AT_MOST + " bytes");
        }
        var isHead = true;
        long heads = 0;
        var boundaries = 0;
        for (int at = 0; at < raw.length; ) {
            var end = at;
            while (end < raw.length && raw[end] != '\n') {
                end++;
            }
            var length = end - at - (end > at && raw[end - 1] == '\r' ? 1 : 0);
            if (length > 1 && raw[at] == '-' && raw[at + 1] == '-') {
                boundaries++;
                isHead = true;
            } else if (length == 0) {
                isHead = false;
            }
            heads += isHead ? length + 1 : 0;
            at = end + 1;
        }
        if (heads > HEADERS_AT_MOST) {
            throw EmailProblem.invalid("its headers are too long");
        }
        if (boundaries > BOUNDARIES_AT_MOST) {
            throw EmailProblem.invalid("it has too many parts");
        }
    }

    private Mail mail(Instant now) throws MessagingException, IOException {
        var sender = sender();
        var from = sender.getAddress().toLowerCase(Locale.ROOT);
        var references = references();
        var said = MailText.fresh(text.toString(), !references.isEmpty());
        var pieces = new ArrayList<Piece>();
        if (said.length() > SAID_AT_MOST) {
            said = said.substring(0, said.offsetByCodePoints(0, said.codePointCount(0, SAID_AT_MOST) - 1))
                    + "\n[The whole text is in message.txt]";
            pieces.add(new Piece(WHOLE_TEXT, "message.txt"));
        }
        for (int i = 0; i < files.size(); i++) {
            pieces.add(new Piece(i + 1, files.get(i).name()));
        }
        var receipt = receipt();
        return new Mail(
                id,
                from,
                named(sender.getPersonal()),
                replyTo(from),
                clean(decoded(message.getHeader("Subject", null)), SUBJECT_AT_MOST),
                sentAt(now),
                references,
                loops(),
                receipt != null || isAutomatic(from),
                receipt,
                said,
                pieces);
    }

    private InternetAddress sender() {
        try {
            var header = message.getHeader("From", ",");
            var all = header == null ? new InternetAddress[0] : InternetAddress.parseHeader(header, false);
            if (all.length > 0 && isProper(all[0])) {
                return all[0];
            }
        } catch (MessagingException unreadable) {
            throw EmailProblem.invalid("its sender cannot be read");
        }
        throw EmailProblem.invalid("it has no sender");
    }

    private static boolean isProper(InternetAddress address) {
        return address.getAddress() != null
                && address.getAddress().length() <= 254
                && ADDRESS.matcher(address.getAddress()).matches();
    }

    private String replyTo(String from) throws MessagingException {
        try {
            var header = message.getHeader("Reply-To", ",");
            var all = header == null ? new InternetAddress[0] : InternetAddress.parseHeader(header, false);
            return all.length > 0 && isProper(all[0]) ? all[0].getAddress().toLowerCase(Locale.ROOT) : from;
        } catch (AddressException unreadable) {
            return from;
        }
    }

    private static @Nullable String named(@Nullable String personal) {
        var name = clean(personal == null ? "" : personal, 200);
        return name.isEmpty() ? null : name;
    }

    /** A clock that goes wrong is not believed. */
    private Instant sentAt(Instant now) throws MessagingException {
        var date = message.getSentDate();
        return date == null || date.toInstant().isAfter(now) || date.toInstant().isBefore(Instant.EPOCH)
                ? now
                : date.toInstant();
    }

    private List<String> references() throws MessagingException {
        var references = new ArrayList<>(MessageId.named(message.getHeader("In-Reply-To", " ")));
        var chain = MessageId.named(message.getHeader("References", " "));
        for (int i = chain.size() - 1; i >= 0; i--) {
            references.add(chain.get(i));
        }
        return references.stream().distinct().toList();
    }

    private List<String> loops() throws MessagingException {
        var said = message.getHeader("X-Loop");
        return said == null
                ? List.of()
                : Stream.of(said)
                        .map(loop -> loop.strip().toLowerCase(Locale.ROOT))
                        .toList();
    }

    /** By RFC 3834, and by what programs said before there was one. */
    private boolean isAutomatic(String from) throws MessagingException {
        var submitted = word("Auto-Submitted");
        return (!submitted.isEmpty() && !submitted.equals("no"))
                || BULK.contains(word("Precedence"))
                || message.getHeader("List-Id") != null
                || message.getHeader("X-Autoreply") != null
                || message.getHeader("X-Autorespond") != null
                || isFromNobody()
                || MACHINES.contains(from.substring(0, from.indexOf('@')));
    }

    private boolean isFromNobody() throws MessagingException {
        var path = message.getHeader("Return-Path");
        return path != null && path.length > 0 && path[0].strip().equals("<>");
    }

    private String word(String header) throws MessagingException {
        var value = message.getHeader(header, ",");
        return value == null ? "" : value.replaceFirst("[;,(].*", "").strip().toLowerCase(Locale.ROOT);
    }

    private void walk() throws MessagingException, IOException {
        walk(message, 0);
    }

    private void walk(Part part, int depth) throws MessagingException, IOException {
        if (++parts > PARTS_AT_MOST) {
            throw EmailProblem.invalid("it has too many parts");
        }
        if (depth > DEPTH_AT_MOST) {
            throw EmailProblem.invalid("its parts are nested too deeply");
        }
        var type = type(part);
        var inner = parts(part, type);
        if (inner != null) {
            if (inner.getCount() > PARTS_AT_MOST) {
                throw EmailProblem.invalid("it has too many parts");
            }
            if (is(type, "multipart/alternative")) {
                walkBest(inner, depth);
            } else {
                for (int i = 0; i < inner.getCount(); i++) {
                    walk(inner.getBodyPart(i), depth + 1);
                }
            }
        } else if (isText(part, type) || is(type, "multipart/*")) {
            say(part, type);
        } else {
            files.add(new Found(fileName(part, type), part));
        }
    }

    /** What says that it has parts, and has none, is a text; the item is null for that and for everything else. */
    private static @Nullable Multipart parts(Part part, ContentType type) throws IOException {
        try {
            return is(type, "multipart/*") && part.getContent() instanceof Multipart inner && inner.getCount() > 0
                    ? inner
                    : null;
        } catch (MessagingException broken) {
            return null;
        }
    }

    /** The plain text of several forms of the same; what is none of the forms of a text comes along. */
    private void walkBest(Multipart alternatives, int depth) throws MessagingException, IOException {
        BodyPart best = null;
        for (int i = 0; i < alternatives.getCount(); i++) {
            var form = alternatives.getBodyPart(i);
            if (best == null || rank(form) > rank(best)) {
                best = form;
            }
        }
        if (best != null) {
            walk(best, depth + 1);
        }
    }

    private static int rank(Part form) throws MessagingException, IOException {
        var type = type(form);
        if (is(type, "text/plain")) {
            return bytes(form).length == 0 || new String(bytes(form), StandardCharsets.ISO_8859_1).isBlank() ? 0 : 4;
        }
        if (is(type, "multipart/*")) {
            return 3;
        }
        return is(type, "text/html") ? 2 : 1;
    }

    private static boolean isText(Part part, ContentType type) throws MessagingException {
        return (is(type, "text/plain") || is(type, "text/html"))
                && !Part.ATTACHMENT.equalsIgnoreCase(disposition(part))
                && namedFile(part) == null;
    }

    /** What cannot be read decides nothing. */
    private static @Nullable String disposition(Part part) throws MessagingException {
        try {
            return part.getDisposition();
        } catch (ParseException unreadable) {
            return null;
        }
    }

    private void say(Part part, ContentType type) throws MessagingException, IOException {
        var words = MailText.decoded(bytes(part), type.getParameter("charset"));
        if (is(type, "text/html")) {
            words = MailHtml.text(words);
        } else if ("flowed".equalsIgnoreCase(type.getParameter("format"))) {
            words = MailText.unflowed(words, "yes".equalsIgnoreCase(type.getParameter("delsp")));
        }
        if (!words.isBlank()) {
            text.append(text.isEmpty() ? "" : "\n\n").append(words.stripTrailing());
        }
    }

    private static byte[] bytes(Part part) throws MessagingException, IOException {
        try (InputStream content = part.getInputStream()) {
            return content.readNBytes(TEXT_AT_MOST);
        }
    }

    private String fileName(Part part, ContentType type) throws MessagingException {
        var name = namedFile(part);
        if (name != null) {
            return clean(decoded(name), 200);
        }
        return is(type, "message/rfc822")
                ? "message.eml"
                : type.getPrimaryType().toLowerCase(Locale.ROOT);
    }

    private static @Nullable String namedFile(Part part) throws MessagingException {
        try {
            return part.getFileName();
        } catch (ParseException unreadable) {
            return null;
        }
    }

    private @Nullable Receipt receipt() throws MessagingException, IOException {
        var report = is(type(message), "multipart/report") ? parts(message, type(message)) : null;
        if (report == null) {
            return null;
        }
        var original = new ArrayList<>(references());
        String state = null;
        String reason = null;
        for (int i = 0; i < report.getCount(); i++) {
            var part = report.getBodyPart(i);
            var type = type(part);
            if (is(type, "message/delivery-status")) {
                for (var fields : groups(part)) {
                    var action = field(fields, "Action");
                    if (action.equals("failed")) {
                        state = "failed";
                        reason = "not-deliverable" + code(field(fields, "Status"));
                    } else if (action.equals("delivered") && state == null) {
                        state = "delivered";
                    }
                }
            } else if (is(type, "message/disposition-notification")) {
                for (var fields : groups(part)) {
                    original.addAll(MessageId.named(fields.getHeader("Original-Message-ID", " ")));
                    state = field(fields, "Disposition").matches(".*;\\s*displayed\\b.*") ? "read" : state;
                }
            } else if (is(type, "message/rfc822") || is(type, "text/rfc822-headers")) {
                original.addAll(0, MessageId.named(head(part).getHeader("Message-ID", " ")));
            }
        }
        return new Receipt(original, state, reason);
    }

    private static String code(String status) {
        return status.matches("[245]\\.[0-9]{1,3}\\.[0-9]{1,3}") ? " (" + status + ")" : "";
    }

    private static String field(InternetHeaders fields, String name) {
        var value = fields.getHeader(name, ",");
        return value == null ? "" : value.strip().toLowerCase(Locale.ROOT);
    }

    /** The groups of fields that a report consists of, which empty lines divide. */
    private static List<InternetHeaders> groups(Part part) throws MessagingException, IOException {
        var groups = new ArrayList<InternetHeaders>();
        for (var group : receiptText(part).split("(?:\\r?\\n){2,}", -1)) {
            groups.add(headers(group));
        }
        return groups;
    }

    private static InternetHeaders head(Part part) throws MessagingException, IOException {
        return headers(receiptText(part).stripLeading().split("\\r?\\n\\r?\\n", 2)[0]);
    }

    private static String receiptText(Part part) throws MessagingException, IOException {
        try (InputStream content = part.getInputStream()) {
            return new String(content.readNBytes(RECEIPT_AT_MOST), StandardCharsets.ISO_8859_1);
        }
    }

    private static InternetHeaders headers(String text) throws MessagingException {
        return new InternetHeaders(
                new ByteArrayInputStream((text.strip() + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static ContentType type(Part part) throws MessagingException {
        try {
            return new ContentType(part.getContentType());
        } catch (ParseException unreadable) {
            return new ContentType("application", "octet-stream", null);
        }
    }

    private static boolean is(ContentType type, String pattern) {
        return type.match(pattern);
    }

    private static String decoded(@Nullable String text) {
        if (text == null) {
            return "";
        }
        try {
            return MimeUtility.decodeText(MimeUtility.unfold(text));
        } catch (IOException unknownCharset) {
            return text;
        }
    }

    /** On one line, of characters that do something only where they stand. */
    private static String clean(String text, int atMost) {
        var line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.codePointCount(0, line.length()) <= atMost
                ? line
                : line.substring(0, line.offsetByCodePoints(0, atMost));
    }

    /** The headers of a mail whose rest is left where it is, and a line that says so. */
    static byte[] headOf(Enumeration<Header> headers) {
        var head = new StringBuilder();
        while (headers.hasMoreElements()) {
            var header = headers.nextElement();
            if (!header.getName().regionMatches(true, 0, "Content-", 0, 8)) {
                head.append(header.getName())
                        .append(": ")
                        .append(header.getValue())
                        .append("\r\n");
            }
        }
        return head.append("\r\n[This mail is too large to be shown; it is in the mailbox]\r\n")
                .toString()
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
