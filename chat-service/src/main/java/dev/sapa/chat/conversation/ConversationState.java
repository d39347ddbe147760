package dev.sapa.chat.conversation;

import dev.sapa.chat.conversation.ConversationView.NamedView;
import dev.sapa.chat.conversation.ConversationView.TagView;
import dev.sapa.chat.conversation.ConversationView.VisitorView;
import dev.sapa.events.Conversation;
import dev.sapa.events.MessagePosted.Author;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A conversation as it stood when it was read, with the names that views show. The paths that do not go through
 * Hibernate, reading and sending, work on this.
 *
 * @param facts       what its events carry
 * @param lastMessage null when it has none, or when it was not asked for
 * @param answered    whether an agent has said anything yet
 * @param lastWord    visitor or agent, whoever of them spoke last since it was read; null when neither did
 * @param deskAgent   the name of who answers it at another desk
 */
public record ConversationState(
        Conversation facts,
        long version,
        long visitorUnread,
        long staffUnread,
        VisitorView visitor,
        @Nullable NamedView agent,
        @Nullable NamedView department,
        @Nullable MessageView lastMessage,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable String closeReason,
        @Nullable String feedback,
        @Nullable String ipAddress,
        boolean answered,
        @Nullable Author lastWord,
        boolean visitorOnline,
        @Nullable String deskAgent) {

    /** What {@link #of} reads. */
    static final String COLUMNS = """
            c.id, c.number, c.company_id, c.visitor_id, c.channel, c.topic, c.priority, c.status, c.responder,
            c.agent_id, c.department_id, c.assignment_epoch, c.version, c.last_seq, c.visitor_unread, c.staff_unread,
            c.routable, c.rating, c.feedback, c.tags, c.answered_at, c.started_at, c.ended_at, c.close_reason, c.ip_address,
            c.visitor_online, v.address, c.desk, c.desk_agent, c.attributes,
            v.number as visitor_number, v.name as visitor_name, v.email, v.phone, v.company_name, v.browser_uuid,
            v.oss_user_id, s.name as agent_name, d.name as department_name
            """;

    static final String TABLES = """
            conversation c
            join visitor v on v.id = c.visitor_id
            left join staff s on s.id = c.agent_id
            left join department d on d.id = c.department_id
            """;

    /** Reads a row of {@link #COLUMNS}, followed by those of its last message if there are any. */
    static ConversationState of(Row row) {
        return new ConversationState(
                facts(row),
                row.getLong("version"),
                row.getLong("visitor_unread"),
                row.getLong("staff_unread"),
                visitor(row),
                named(row.getUUID("agent_id"), row.getString("agent_name")),
                named(row.getUUID("department_id"), row.getString("department_name")),
                row.getColumnIndex("message_id") >= 0 && row.getUUID("message_id") != null ? MessageView.of(row) : null,
                row.getOffsetDateTime("started_at").toInstant(),
                instant(row.getOffsetDateTime("ended_at")),
                row.getString("close_reason"),
                row.getString("feedback"),
                row.getString("ip_address"),
                row.getOffsetDateTime("answered_at") != null,
                null,
                row.getBoolean("visitor_online"),
                row.getString("desk_agent"));
    }

    public UUID id() {
        return facts.id();
    }

    public long lastSeq() {
        return facts.lastSeq();
    }

    /** Who may speak now. */
    public Floor floor() {
        return new Floor(
                facts.id(),
                facts.companyId(),
                facts.visitorId(),
                facts.status(),
                facts.responder(),
                facts.agentId(),
                facts.desk(),
                facts.assignmentEpoch());
    }

    /** The state after one more message of {@code author}. */
    public ConversationState said(Author author) {
        var ofVisitor = author == Author.VISITOR;
        return new ConversationState(
                withLastSeq(facts.lastSeq() + 1),
                version + 1,
                ofVisitor ? visitorUnread : visitorUnread + 1,
                ofVisitor ? staffUnread + 1 : staffUnread,
                visitor,
                agent,
                department,
                lastMessage,
                startedAt,
                endedAt,
                closeReason,
                feedback,
                ipAddress,
                answered || author == Author.AGENT,
                ofVisitor || author == Author.AGENT ? author : lastWord,
                visitorOnline,
                deskAgent);
    }

    /** What {@code side} is shown; {@code newest} is the last message if that is known better than here. */
    public ConversationView view(Side side, @Nullable MessageView newest) {
        return new ConversationView(
                facts.id(),
                facts.number(),
                facts.companyId(),
                visitor,
                facts.channel(),
                facts.topic(),
                facts.priority().toString(),
                facts.status().toString(),
                facts.responder().toString(),
                agent,
                department,
                facts.assignmentEpoch(),
                version,
                facts.lastSeq(),
                side == Side.VISITOR ? visitorUnread : staffUnread,
                newest == null ? lastMessage : newest,
                startedAt,
                endedAt,
                closeReason,
                facts.tags().stream().map(TagView::named).toList(),
                facts.rating(),
                feedback,
                side == Side.STAFF ? ipAddress : null,
                side == Side.STAFF ? visitorOnline : null,
                facts.desk().toString(),
                deskAgent,
                side == Side.STAFF ? facts.attributes() : Map.of());
    }

    private Conversation withLastSeq(long lastSeq) {
        return new Conversation(
                facts.id(),
                facts.number(),
                facts.companyId(),
                facts.visitorId(),
                facts.channel(),
                facts.topic(),
                facts.priority(),
                facts.status(),
                facts.responder(),
                facts.agentId(),
                facts.departmentId(),
                facts.assignmentEpoch(),
                lastSeq,
                facts.routable(),
                facts.tags(),
                facts.rating(),
                facts.desk(),
                facts.attributes());
    }

    private static Conversation facts(Row row) {
        return new Conversation(
                row.getUUID("id"),
                row.getLong("number"),
                row.getUUID("company_id"),
                row.getUUID("visitor_id"),
                row.getString("channel"),
                row.getString("topic"),
                Wire.priority(row.getString("priority")),
                Wire.status(row.getString("status")),
                Wire.responder(row.getString("responder")),
                row.getUUID("agent_id"),
                row.getUUID("department_id"),
                row.getLong("assignment_epoch"),
                row.getLong("last_seq"),
                row.getBoolean("routable"),
                List.of(row.getArrayOfStrings("tags")),
                row.getInteger("rating"),
                Wire.desk(row.getString("desk")),
                Wire.attributes(row.getString("attributes")));
    }

    private static VisitorView visitor(Row row) {
        return new VisitorView(
                row.getUUID("visitor_id"),
                row.getLong("visitor_number"),
                row.getString("visitor_name"),
                row.getString("email"),
                row.getString("phone"),
                row.getString("company_name"),
                row.getString("browser_uuid"),
                row.getString("oss_user_id"),
                row.getString("address"));
    }

    private static @Nullable NamedView named(@Nullable UUID id, @Nullable String name) {
        return id == null ? null : new NamedView(id, name);
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
