package dev.sapa.chat.history;

import dev.sapa.chat.contact.ContactView;
import dev.sapa.chat.conversation.ConversationView.NamedView;
import dev.sapa.chat.conversation.MessageView;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One conversation of a visitor's history; what there is not is null.
 *
 * @param agent who has it, or had it at the end
 */
record HistoryItem(
        UUID id,
        long number,
        String topic,
        String status,
        String priority,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable AgentPart agent,
        @Nullable NamedView department,
        @Nullable ContactView contact,
        @Nullable LastMessage lastMessage) {

    /** The name and the address are null while auth-service has not yet told them. */
    record AgentPart(
            UUID id, @Nullable String name, @Nullable String email) {}

    /**
     * The newest message.
     *
     * @param author {@code visitor}, {@code agent}, {@code bot} or {@code system}
     */
    record LastMessage(UUID id, String text, String author, Instant postedAt) {}

    /** What {@link #of(Row)} reads, beside the columns of the contact and the message. */
    static final String COLUMNS = """
            c.id as c_id, c.number as c_number, c.topic, c.status, c.priority, c.started_at, c.ended_at,
            c.agent_id, s.name as agent_name, s.email as agent_email, c.department_id, d.name as department_name
            """;

    static HistoryItem of(Row row) {
        return new HistoryItem(
                row.getUUID("c_id"),
                row.getLong("c_number"),
                row.getString("topic"),
                row.getString("status"),
                row.getString("priority"),
                row.getOffsetDateTime("started_at").toInstant(),
                instant(row.getOffsetDateTime("ended_at")),
                agent(row),
                department(row),
                ContactView.of(row),
                row.getUUID("message_id") == null ? null : lastMessage(MessageView.of(row)));
    }

    private static @Nullable AgentPart agent(Row row) {
        var id = row.getUUID("agent_id");
        return id == null ? null : new AgentPart(id, row.getString("agent_name"), row.getString("agent_email"));
    }

    private static @Nullable NamedView department(Row row) {
        var id = row.getUUID("department_id");
        return id == null ? null : new NamedView(id, row.getString("department_name"));
    }

    private static LastMessage lastMessage(MessageView message) {
        return new LastMessage(message.id(), message.text(), message.author(), message.postedAt());
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
