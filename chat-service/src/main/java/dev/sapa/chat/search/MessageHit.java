package dev.sapa.chat.search;

import dev.sapa.chat.conversation.MessageView;
import io.vertx.mutiny.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message that was found.
 *
 * @param snippet the part of its text around what was searched for, cut where hits begin and end
 */
record MessageHit(ConversationPart conversation, MessageView message, List<Piece> snippet) {

    record ConversationPart(UUID id, long number, String topic, String status, VisitorPart visitor) {}

    record VisitorPart(UUID id, long number, @Nullable String name) {}

    /** @param hit whether it is what was searched for */
    record Piece(String text, boolean hit) {}

    /** Characters that nobody types. */
    static final String HIT_BEGINS = "\uE000";

    static final String HIT_ENDS = "\uE001";

    static MessageHit of(Row row) {
        return new MessageHit(
                new ConversationPart(
                        row.getUUID("c_id"),
                        row.getLong("c_number"),
                        row.getString("topic"),
                        row.getString("status"),
                        new VisitorPart(
                                row.getUUID("visitor_id"),
                                row.getLong("visitor_number"),
                                row.getString("visitor_name"))),
                MessageView.of(row),
                pieces(row.getString("headline")));
    }

    static List<Piece> pieces(String headline) {
        var pieces = new ArrayList<Piece>();
        var rest = headline;
        while (!rest.isEmpty()) {
            var hit = rest.startsWith(HIT_BEGINS);
            var end = rest.indexOf(hit ? HIT_ENDS : HIT_BEGINS);
            var piece = end < 0 ? rest : rest.substring(0, end);
            rest = end < 0 ? "" : rest.substring(hit ? end + 1 : end);
            var text = piece.replace(HIT_BEGINS, "").replace(HIT_ENDS, "");
            if (!text.isEmpty()) {
                pieces.add(new Piece(text, hit));
            }
        }
        return pieces;
    }
}
