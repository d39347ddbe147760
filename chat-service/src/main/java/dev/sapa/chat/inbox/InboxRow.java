package dev.sapa.chat.inbox;

import dev.sapa.chat.conversation.ConversationView.NamedView;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A conversation as one line of a list.
 *
 * @param unread         messages of the visitor that the company has not read
 * @param visitorReadSeq how far the visitor has read
 * @param staffReadSeq   how far the company has read
 * @param lastActivityAt of the newest message, else of the start
 * @param awaitingSince  since when the visitor has had no answer to what it said; null when it has, or is gone
 */
public record InboxRow(
        UUID id,
        long number,
        String channel,
        String topic,
        String priority,
        String status,
        String responder,
        VisitorPart visitor,
        @Nullable NamedView agent,
        @Nullable NamedView department,
        List<String> tags,
        long version,
        long lastSeq,
        long unread,
        long visitorReadSeq,
        long staffReadSeq,
        @Nullable LastMessage lastMessage,
        Instant lastActivityAt,
        @Nullable Instant awaitingSince,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable String closeReason,
        @Nullable Integer rating) {

    public record VisitorPart(
            UUID id,
            long number,
            @Nullable String name,
            @Nullable String email,
            @Nullable String phone) {}

    /**
     * The newest message.
     *
     * @param author  {@code visitor}, {@code agent}, {@code bot} or {@code system}
     * @param preview the beginning of its text
     */
    public record LastMessage(
            UUID id,
            long seq,
            String author,
            @Nullable String authorName,
            String messageType,
            String preview,
            Instant postedAt) {}

    /** Of the conversation {@code c} and its newest message {@code m}. */
    static final String INNER = """
            c.id, c.number, c.visitor_id, c.channel, c.topic, c.priority, c.status, c.responder, c.agent_id,
            c.department_id, c.tags, c.version, c.last_seq, c.staff_unread, c.visitor_read_seq, c.staff_read_seq,
            c.silent_since, c.started_at, c.ended_at, c.close_reason, c.rating,
            m.id as message_id, m.seq as message_seq, m.author, m.author_name, m.message_type,
            left(m.body, 160) as preview, m.posted_at
            """;

    /** What is read for a line, of lines {@code p} with the columns of {@link #INNER}. */
    static final String LINE = """
            select p.*, v.number as visitor_number, coalesce(v.name, k.name) as visitor_name,
                   coalesce(v.email, k.email) as email, coalesce(v.phone, k.phone) as phone, s.name as agent_name,
                   d.name as department_name, w.awaiting_since
            from %s p
            join visitor v on v.id = p.visitor_id
            left join conversation_contact k on k.conversation_id = p.id
            left join staff s on s.id = p.agent_id
            left join department d on d.id = p.department_id
            left join lateral (
                select min(asked.posted_at) as awaiting_since
                from message asked
                where p.status <> 'closed' and p.silent_since is null
                  and asked.conversation_id = p.id and asked.author = 'visitor'
                  and asked.seq > coalesce((select told.seq from message told
                                            where told.conversation_id = p.id and told.author in ('agent', 'bot')
                                            order by told.seq desc limit 1), 0)
            ) w on true
            """;

    static InboxRow of(Row row) {
        var startedAt = row.getOffsetDateTime("started_at").toInstant();
        var message = message(row);
        return new InboxRow(
                row.getUUID("id"),
                row.getLong("number"),
                row.getString("channel"),
                row.getString("topic"),
                row.getString("priority"),
                row.getString("status"),
                row.getString("responder"),
                new VisitorPart(
                        row.getUUID("visitor_id"),
                        row.getLong("visitor_number"),
                        row.getString("visitor_name"),
                        row.getString("email"),
                        row.getString("phone")),
                named(row.getUUID("agent_id"), row.getString("agent_name")),
                named(row.getUUID("department_id"), row.getString("department_name")),
                List.of(row.getArrayOfStrings("tags")),
                row.getLong("version"),
                row.getLong("last_seq"),
                row.getLong("staff_unread"),
                row.getLong("visitor_read_seq"),
                row.getLong("staff_read_seq"),
                message,
                message == null ? startedAt : message.postedAt(),
                instant(row.getOffsetDateTime("awaiting_since")),
                startedAt,
                instant(row.getOffsetDateTime("ended_at")),
                row.getString("close_reason"),
                row.getInteger("rating"));
    }

    private static @Nullable LastMessage message(Row row) {
        var id = row.getUUID("message_id");
        return id == null
                ? null
                : new LastMessage(
                        id,
                        row.getLong("message_seq"),
                        row.getString("author"),
                        row.getString("author_name"),
                        row.getString("message_type"),
                        row.getString("preview"),
                        row.getOffsetDateTime("posted_at").toInstant());
    }

    private static @Nullable NamedView named(@Nullable UUID id, @Nullable String name) {
        return id == null ? null : new NamedView(id, name);
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
