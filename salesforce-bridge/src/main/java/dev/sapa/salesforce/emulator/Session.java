package dev.sapa.salesforce.emulator;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A messaging session: one conversation at our desk.
 *
 * @param recordId  the id that Salesforce's records show
 * @param status    {@code Waiting}, {@code Active}, {@code Inactive} or {@code Ended}
 * @param desk      whether our desk answers it
 * @param deskId    the conversation there; null until it is begun
 * @param deskToken the right to take part in that one
 * @param deskSeq   how far its messages have been told here
 * @param closing   whether it is to be closed there
 */
record Session(
        UUID id,
        String recordId,
        UUID conversationId,
        UUID companyId,
        String orgId,
        String subject,
        String displayName,
        UUID channel,
        String status,
        String attributes,
        Instant startedAt,
        boolean desk,
        @Nullable UUID deskId,
        @Nullable String deskToken,
        long deskSeq,
        boolean closing,
        boolean settled,
        @Nullable String agentSubject,
        @Nullable String agentName) {

    static final String SELECT = """
            select s.session_id, s.record_id, s.conversation_id, s.company_id, c.org_id, c.subject, u.display_name,
                   o.channel_address, s.status, s.attributes::text as attributes_text, s.started_at, s.desk,
                   s.desk_conversation_id, s.desk_token, s.desk_seq, s.desk_closing, s.desk_settled, s.agent_subject,
                   s.agent_name
            from emulator_session s
            join emulator_conversation c on c.conversation_id = s.conversation_id
            join emulator_subject u on u.org_id = c.org_id and u.subject = c.subject
            join emulator_org o on o.org_id = c.org_id
            """;

    boolean isEnded() {
        return status.equals("Ended");
    }

    /** The agent who has it; null while nobody does. */
    @Nullable
    Party agent() {
        return agentSubject == null ? null : Party.agent(agentSubject, agentName == null ? "Agent" : agentName);
    }

    static Session of(Row row) {
        return new Session(
                row.getUUID("session_id"),
                row.getString("record_id"),
                row.getUUID("conversation_id"),
                row.getUUID("company_id"),
                row.getString("org_id"),
                row.getString("subject"),
                row.getString("display_name"),
                row.getUUID("channel_address"),
                row.getString("status"),
                row.getString("attributes_text"),
                row.getOffsetDateTime("started_at").toInstant(),
                row.getBoolean("desk"),
                row.getUUID("desk_conversation_id"),
                row.getString("desk_token"),
                row.getLong("desk_seq"),
                row.getBoolean("desk_closing"),
                row.getBoolean("desk_settled"),
                row.getString("agent_subject"),
                row.getString("agent_name"));
    }
}
