package dev.sapa.chat.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message as both sides see it.
 *
 * @param number      dense integer of the installation, for clients that need one
 * @param seq         position within the conversation, from 1, without gaps
 * @param author      {@code visitor}, {@code agent}, {@code bot} or {@code system}
 * @param messageType {@code text}, {@code image}, {@code file} or {@code system}
 * @param clientMsgId the sender's own id of the message, if it gave one
 * @param readAt      when the other side had read it; null until then
 * @param editedAt    when its text was last corrected
 * @param deletedAt   when it was taken back; its text is empty then
 * @param delivery    how it fares with the provider that carries it: {@code state}, {@code reason} and {@code at}; of what
 *                    came by one, {@code sent_at} by the provider's clock; null where there is none
 */
public record MessageView(
        UUID id,
        long number,
        UUID conversationId,
        long seq,
        String author,
        @Nullable UUID authorId,
        @Nullable String authorName,
        String messageType,
        String text,
        List<Map<String, Object>> attachments,
        @Nullable String clientMsgId,
        Instant postedAt,
        @Nullable Instant readAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant editedAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant deletedAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Map<String, Object> delivery) {

    /** What {@link #of(Row)} reads, of a table or alias {@code m}. */
    public static final String COLUMNS = """
            m.id as message_id, m.number as message_number, m.conversation_id, m.seq, m.author, m.author_id,
            m.author_name, m.message_type, m.body, m.attachments, m.client_msg_id, m.posted_at, m.read_at,
            m.edited_at, m.deleted_at, m.delivery
            """;

    public static MessageView of(Row row) {
        return new MessageView(
                row.getUUID("message_id"),
                row.getLong("message_number"),
                row.getUUID("conversation_id"),
                row.getLong("seq"),
                row.getString("author"),
                row.getUUID("author_id"),
                row.getString("author_name"),
                row.getString("message_type"),
                row.getString("body"),
                attachments(row.getJsonArray("attachments")),
                row.getString("client_msg_id"),
                row.getOffsetDateTime("posted_at").toInstant(),
                instant(row.getOffsetDateTime("read_at")),
                instant(row.getOffsetDateTime("edited_at")),
                instant(row.getOffsetDateTime("deleted_at")),
                delivery(row.getJsonObject("delivery")));
    }

    private static List<Map<String, Object>> attachments(@Nullable JsonArray array) {
        if (array == null) {
            return List.of();
        }
        var attachments = new ArrayList<Map<String, Object>>(array.size());
        for (int i = 0; i < array.size(); i++) {
            attachments.add(array.getJsonObject(i).getMap());
        }
        return attachments;
    }

    private static @Nullable Map<String, Object> delivery(@Nullable JsonObject delivery) {
        return delivery == null ? null : delivery.getMap();
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
