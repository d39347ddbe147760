package dev.sapa.chat.email;

import dev.sapa.chat.provider.Account;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The names of mails, without the angle brackets around them. */
final class MessageId {

    private static final Pattern NAMED = Pattern.compile("<([^<>\\s\\p{Cntrl}]{1,250})>");
    private static final Pattern OURS =
            Pattern.compile("sapa\\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.[0-9]{1,4})\\.([0-9a-f]{12})@.+");
    private static final int AT_MOST = 50;
    private static final String DIGEST = "sha256:";

    private MessageId() {}

    /** Always the same for one part of a message, so that a second attempt can be told from another mail. */
    static String of(Account account, String ourId) {
        return "sapa." + ourId + "." + mark(account) + "@" + domain(account.address());
    }

    /** What we called the message that the account sent under that name; null when it is none of the account's. */
    static @Nullable String ourId(Account account, String messageId) {
        var ours = OURS.matcher(messageId);
        return ours.matches() && ours.group(2).equals(mark(account)) ? ours.group(1) : null;
    }

    /** All that a header names, in its order. */
    static List<String> named(@Nullable String header) {
        var ids = new ArrayList<String>();
        if (header != null) {
            var found = NAMED.matcher(header);
            while (found.find() && ids.size() < AT_MOST) {
                ids.add(found.group(1));
            }
        }
        return ids;
    }

    /** The name of a mail that has none. */
    static String digestOf(byte[] raw) {
        return DIGEST + HexFormat.of().formatHex(sha256(raw));
    }

    /** Whether others know the mail by it. */
    static boolean isTold(String id) {
        return !id.startsWith(DIGEST);
    }

    static String domain(String address) {
        return address.substring(address.lastIndexOf('@') + 1);
    }

    private static String mark(Account account) {
        return HexFormat.of().formatHex(sha256(account.id().toString().getBytes(StandardCharsets.UTF_8)), 0, 6);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
