package dev.sapa.chat.intake;

import dev.sapa.chat.access.Caller;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * By what the repeat of a start is known: the client's key, which counts within what the client says it is, and the
 * request itself, which must be the same. Both as digests.
 */
record StartKey(String key, String request) {

    private static final int KEY_AT_MOST = 255;

    /** Null when the client gave no key. */
    static @Nullable StartKey of(Caller caller, StartConversationRequest request, @Nullable String idempotencyKey) {
        if (idempotencyKey == null) {
            return null;
        }
        if (idempotencyKey.isBlank() || idempotencyKey.length() > KEY_AT_MOST) {
            throw IntakeProblem.idempotencyKeyInvalid();
        }
        var who = client(caller, request.visitor());
        return new StartKey(digest(who, List.of(idempotencyKey)), digest("request", List.of(request)));
    }

    private static String client(Caller caller, StartConversationRequest.@Nullable VisitorPart visitor) {
        if (caller instanceof Caller.Staff staff) {
            return "staff " + staff.id();
        }
        if (caller instanceof Caller.Visitor holder) {
            return "visitor " + holder.capability().visitorId();
        }
        if (caller instanceof Caller.CompanyUser user) {
            return "user " + user.userId();
        }
        return visitor == null
                ? "nobody"
                : "%s %s %s %s".formatted(visitor.browserUuid(), visitor.ossUserId(), visitor.email(), visitor.phone());
    }

    /** Records write all their members, so that equal texts mean equal requests. */
    private static String digest(String first, List<Object> rest) {
        try {
            var text = first + "\n" + Objects.toString(rest);
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
