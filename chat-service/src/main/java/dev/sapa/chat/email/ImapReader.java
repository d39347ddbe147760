package dev.sapa.chat.email;

import jakarta.mail.FetchProfile;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.UIDFolder;
import jakarta.mail.URLName;
import jakarta.mail.search.ComparisonTerm;
import jakarta.mail.search.ReceivedDateTerm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPSSLStore;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.jspecify.annotations.Nullable;

/** One look into a mailbox, which is left as it is. Blocks. */
final class ImapReader {

    private static final int MAILS_AT_MOST = 20;
    private static final int BYTES_AT_MOST = 2 * MailReader.AT_MOST;

    private ImapReader() {}

    /**
     * Where reading goes on.
     *
     * @param validity within which numbers mean what they meant; null before the first look
     * @param after    the number of the last mail that was read
     * @param since    what came before is left alone where numbers do not tell
     */
    record Position(@Nullable Long validity, long after, Instant since) {}

    /**
     * A mail.
     *
     * @param raw its headers alone when it is too large
     */
    @SuppressWarnings("ArrayRecordComponent") // not compared
    record Fetched(long uid, byte[] raw) {}

    /**
     * What was found.
     *
     * @param last how far all was read when nothing is left to read
     * @param more whether there is more than was read now
     */
    record Look(long validity, long last, List<Fetched> mails, boolean more) {}

    /** Signed in, but nothing opened. */
    static Store signedIn(MailServer server, Session session) throws MessagingException {
        var url = new URLName(server.isTls() ? "imaps" : "imap", server.host(), server.port(), null, null, null);
        var store = server.isTls() ? new IMAPSSLStore(session, url) : new IMAPStore(session, url);
        store.connect(server.host(), server.port(), server.user(), server.password());
        return store;
    }

    static Look look(MailServer server, Session session, String folderName, Position position)
            throws MessagingException, IOException {
        try (var store = signedIn(server, session);
                var folder = (IMAPFolder) store.getFolder(folderName)) {
            folder.open(Folder.READ_ONLY);
            var validity = folder.getUIDValidity();
            var last = Math.max(folder.getUIDNext() - 1, 0);
            var goesOn = position.validity() != null && position.validity() == validity;
            var found = goesOn ? later(folder, position.after()) : since(folder, position.since());
            return fetched(folder, found, validity, goesOn ? Math.max(last, position.after()) : last);
        }
    }

    /** A server answers with the last mail also when its number is lower. */
    private static List<Message> later(IMAPFolder folder, long after) throws MessagingException {
        var later = new ArrayList<Message>();
        for (var message : folder.getMessagesByUID(after + 1, UIDFolder.LASTUID)) {
            if (message != null && folder.getUID(message) > after) {
                later.add(message);
            }
        }
        return later;
    }

    /** A server knows days only, and its own clock may differ a little from ours. */
    private static List<Message> since(IMAPFolder folder, Instant since) throws MessagingException {
        var from = Date.from(since.minusSeconds(86_400));
        var earliest = since.minusSeconds(60);
        var found = new ArrayList<Message>();
        for (var message : folder.search(new ReceivedDateTerm(ComparisonTerm.GE, from))) {
            var received = message.getReceivedDate();
            if (received == null || !received.toInstant().isBefore(earliest)) {
                found.add(message);
            }
        }
        return found;
    }

    private static Look fetched(IMAPFolder folder, List<Message> found, long validity, long last)
            throws MessagingException, IOException {
        var profile = new FetchProfile();
        profile.add(UIDFolder.FetchProfileItem.UID);
        profile.add(FetchProfile.Item.SIZE);
        folder.fetch(found.toArray(Message[]::new), profile);
        found.sort(Comparator.comparingInt(Message::getMessageNumber));
        var mails = new ArrayList<Fetched>();
        var bytes = 0L;
        for (var message : found) {
            if (mails.size() == MAILS_AT_MOST || bytes > BYTES_AT_MOST - MailReader.AT_MOST) {
                return new Look(validity, mails.get(mails.size() - 1).uid(), mails, true);
            }
            if (message.isExpunged()) {
                continue;
            }
            var mail = fetched(folder, message);
            mails.add(mail);
            bytes += mail.raw().length;
        }
        return new Look(validity, last, mails, false);
    }

    private static Fetched fetched(IMAPFolder folder, Message message) throws MessagingException, IOException {
        var uid = folder.getUID(message);
        if (message.getSize() > MailReader.AT_MOST) {
            return new Fetched(uid, MailReader.headOf(message.getAllHeaders()));
        }
        var raw = new ByteArrayOutputStream(Math.max(message.getSize(), 1024));
        message.writeTo(raw);
        return new Fetched(uid, raw.toByteArray());
    }
}
