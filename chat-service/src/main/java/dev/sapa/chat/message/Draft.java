package dev.sapa.chat.message;

import dev.sapa.chat.file.Attachments;
import io.vertx.core.json.EncodeException;
import io.vertx.core.json.JsonArray;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to say, checked: 1 to {@value #TEXT_AT_MOST} characters of proper text without NUL, which the
 * database cannot keep.
 *
 * @param clientMsgId at most {@value #CLIENT_MSG_ID_AT_MOST} characters; null when the sender gave none
 */
record Draft(
        String text,
        String messageType,
        List<Map<String, Object>> attachments,
        @Nullable String clientMsgId) {

    static final int TEXT_AT_MOST = 16_384;
    static final int CLIENT_MSG_ID_AT_MOST = 64;
    static final int ATTACHMENTS_AT_MOST = 10;
    static final int ATTACHMENTS_LENGTH_AT_MOST = 16_384;

    private static final String TEXT = "text";
    private static final String IMAGE = "image";
    private static final String FILE = "file";
    private static final Set<String> TYPES = Set.of(TEXT, IMAGE, FILE, "system");
    private static final Set<String> CARRYING = Set.of(IMAGE, FILE);

    /** Fails with a problem when the request is no message that anybody may send. */
    static Draft of(PostMessageRequest request) {
        return new Draft(
                text(request.text()),
                type(request.messageType()),
                attachments(request.attachments()),
                clientMsgId(request.clientMsgId()));
    }

    /** With its attachments as they were checked; one that carries our files is an image or a file by their content. */
    Draft carrying(Attachments.Checked checked) {
        var pictures = checked.pictures();
        var type = pictures == null || !CARRYING.contains(messageType) ? messageType : pictures ? IMAGE : FILE;
        return new Draft(text, type, checked.attachments(), clientMsgId);
    }

    @Nullable
    String attachmentsJson() {
        return attachments.isEmpty() ? null : new JsonArray(attachments).encode();
    }

    /** Whether a stored message is the same one, sent before. */
    boolean says(String storedText, String storedType, List<Map<String, Object>> storedAttachments) {
        return text.equals(storedText)
                && messageType.equals(storedType)
                && new JsonArray(attachments).equals(new JsonArray(storedAttachments));
    }

    private static String text(@Nullable String text) {
        if (text == null || text.isBlank() || text.length() > 2 * TEXT_AT_MOST || !isProper(text)) {
            throw MessageProblem.textInvalid();
        }
        if (text.codePointCount(0, text.length()) > TEXT_AT_MOST) {
            throw MessageProblem.textInvalid();
        }
        return text;
    }

    private static String type(@Nullable String given) {
        var type = given == null || given.isEmpty() ? TEXT : given.toLowerCase(Locale.ROOT);
        if (!TYPES.contains(type)) {
            throw MessageProblem.typeInvalid();
        }
        return type;
    }

    private static @Nullable String clientMsgId(@Nullable String id) {
        if (id == null || id.isEmpty()) {
            return null;
        }
        if (id.codePointCount(0, id.length()) > CLIENT_MSG_ID_AT_MOST || !isProper(id)) {
            throw MessageProblem.clientMsgIdInvalid();
        }
        return id;
    }

    private static List<Map<String, Object>> attachments(@Nullable List<Map<String, Object>> given) {
        if (given == null || given.isEmpty()) {
            return List.of();
        }
        if (given.size() > ATTACHMENTS_AT_MOST || given.stream().anyMatch(Objects::isNull)) {
            throw MessageProblem.attachmentsInvalid();
        }
        try {
            var json = new JsonArray(given).encode();
            if (json.length() > ATTACHMENTS_LENGTH_AT_MOST || json.contains("\\u0000") || !isProper(json)) {
                throw MessageProblem.attachmentsInvalid();
            }
            return given;
        } catch (EncodeException e) {
            throw MessageProblem.attachmentsInvalid();
        }
    }

    /** Neither NUL nor half a surrogate pair: what comes back from the database is what went in. */
    private static boolean isProper(String text) {
        for (int i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == 0 || Character.isLowSurrogate(c)) {
                return false;
            }
            if (Character.isHighSurrogate(c) && (++i == text.length() || !Character.isLowSurrogate(text.charAt(i)))) {
                return false;
            }
        }
        return true;
    }
}
