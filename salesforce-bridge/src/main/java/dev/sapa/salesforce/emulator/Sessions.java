package dev.sapa.salesforce.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What becomes of a messaging session, and what is told of it. Every step is taken in the transaction of its caller. */
@ApplicationScoped
class Sessions {

    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int RECORD_LENGTH = 15;

    private static final String BEGIN = """
            insert into emulator_session
                (session_id, record_id, conversation_id, company_id, status, attributes, started_at, desk, desk_seq,
                 desk_closing, desk_settled)
            values ($1, $2, $3, $4, 'Waiting', $5, $6, $7, 0, false, not $7)
            """;
    private static final String UPDATE = """
            update emulator_session
            set status = $2, agent_subject = $3, agent_name = $4, ended_at = $5, desk_closing = desk_closing or $6
            where session_id = $1
            """;

    private final Ledger ledger;
    private final Clock clock;

    Sessions(Ledger ledger, Clock clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /** A session that waits for an agent. */
    Uni<UUID> begin(SqlConnection connection, EndUser user, UUID conversation, ObjectNode attributes) {
        var id = UUID.randomUUID();
        var values = Tuple.tuple()
                .addValue(id)
                .addValue(newRecordId())
                .addValue(conversation)
                .addValue(user.org().companyId())
                .addValue(new JsonObject(attributes.toString()))
                .addValue(clock.instant().atOffset(ZoneOffset.UTC))
                .addValue(user.org().desk());
        return connection
                .preparedQuery(BEGIN)
                .execute(values)
                .chain(() -> Ledger.session(connection, "s.session_id = $1", id))
                .call(session -> status(connection, session, "New", "Waiting", null))
                .call(session -> event(
                        connection,
                        session,
                        "RoutingResult",
                        Payloads.routing(UUID.randomUUID(), session.recordId(), "Initial", "None")))
                .replaceWith(id);
    }

    /** An end user's word brings an inactive session back to the queue. */
    Uni<Void> wakeUp(SqlConnection connection, Session session) {
        return session.status().equals("Inactive")
                ? become(connection, session, "Waiting", null, false)
                        .chain(() -> status(connection, session, "Inactive", "Waiting", null))
                : Uni.createFrom().voidItem();
    }

    /** An agent takes it, from the queue or from another agent. */
    Uni<Void> join(SqlConnection connection, Session session, Party agent) {
        var before = session.agent();
        if (session.isEnded() || agent.equals(before)) {
            return Uni.createFrom().voidItem();
        }
        var routing = before == null ? "Initial" : "Transfer";
        return (before == null ? Uni.createFrom().voidItem() : handOver(connection, session, before))
                .chain(() -> event(
                        connection,
                        session,
                        "RoutingWorkResult",
                        Payloads.work(UUID.randomUUID(), session.recordId(), "Assigned", routing)))
                .chain(() -> event(
                        connection,
                        session,
                        "RoutingWorkResult",
                        Payloads.work(UUID.randomUUID(), session.recordId(), "Accepted", routing)))
                .chain(() -> participant(connection, session, "add", agent))
                .chain(() -> become(connection, session, "Active", agent, false))
                .chain(() -> session.status().equals("Active")
                        ? Uni.createFrom().voidItem()
                        : status(connection, session, session.status(), "Active", null));
    }

    private Uni<Void> handOver(SqlConnection connection, Session session, Party before) {
        return event(
                        connection,
                        session,
                        "RoutingResult",
                        Payloads.routing(UUID.randomUUID(), session.recordId(), "Transfer", "None"))
                .chain(() -> participant(connection, session, "remove", before));
    }

    /** Its agent is gone and it waits for another. */
    Uni<Void> leave(SqlConnection connection, Session session) {
        var agent = session.agent();
        if (session.isEnded() || agent == null) {
            return Uni.createFrom().voidItem();
        }
        return handOver(connection, session, agent)
                .chain(() -> become(connection, session, "Waiting", null, false))
                .chain(() -> status(connection, session, session.status(), "Waiting", null));
    }

    /**
     * It ends.
     *
     * @param role who ended it: {@code EndUser}, {@code Agent} or {@code System}
     */
    Uni<Void> end(SqlConnection connection, Session session, String role) {
        if (session.isEnded()) {
            return Uni.createFrom().voidItem();
        }
        var agent = session.agent();
        return (agent == null ? Uni.createFrom().voidItem() : participant(connection, session, "remove", agent))
                .chain(() -> become(connection, session, "Ended", null, role.equals("EndUser")))
                .chain(() -> status(connection, session, session.status(), "Ended", role));
    }

    Uni<Void> inactive(SqlConnection connection, Session session) {
        return become(connection, session, "Inactive", session.agent(), false)
                .chain(() -> status(connection, session, session.status(), "Inactive", null));
    }

    /** Nobody could be found for it. */
    Uni<Void> routingFailed(SqlConnection connection, Session session, String type) {
        return event(
                connection,
                session,
                "RoutingResult",
                Payloads.routing(UUID.randomUUID(), session.recordId(), type, "RoutingError"));
    }

    Uni<Void> queuePosition(SqlConnection connection, Session session, int position) {
        var id = UUID.randomUUID();
        return tell(
                connection,
                session,
                "QueuePosition",
                id,
                Payloads.queuePosition(id, session.recordId(), position),
                Party.SYSTEM,
                null);
    }

    Uni<Void> typing(SqlConnection connection, Session session, Party by, boolean started) {
        var id = UUID.randomUUID();
        var payload = Payloads.typing(id, started, now());
        return tell(connection, session, payload.path("entryType").asText(), id, payload, by, null);
    }

    /**
     * An agent got or read what the end user wrote.
     *
     * @param kind {@code Delivery} or {@code Read}
     */
    Uni<Void> acknowledge(SqlConnection connection, Session session, String kind, UUID entry) {
        var id = UUID.randomUUID();
        var agent = session.agent() == null ? Party.SYSTEM : session.agent();
        var payload = Payloads.acknowledgement(id, kind, entry.toString(), agent, now());
        return tell(connection, session, kind + "Acknowledgement", id, payload, agent, entry.toString());
    }

    /** Says something; the item is false when it was said before. */
    Uni<Boolean> say(
            SqlConnection connection, Session session, Party by, UUID id, ObjectNode payload, @Nullable Long deskSeq) {
        return ledger.keep(
                connection,
                Place.of(session),
                Entry.now(id, "Message", payload, by, session.recordId(), now()),
                false,
                deskSeq);
    }

    private Uni<Void> become(
            SqlConnection connection, Session session, String status, @Nullable Party agent, boolean closing) {
        var values = Tuple.tuple()
                .addValue(session.id())
                .addValue(status)
                .addValue(agent == null ? null : agent.subject())
                .addValue(agent == null ? null : agent.displayName())
                .addValue(status.equals("Ended") ? clock.instant().atOffset(ZoneOffset.UTC) : null)
                .addValue(closing);
        return connection.preparedQuery(UPDATE).execute(values).replaceWithVoid();
    }

    private Uni<Void> status(
            SqlConnection connection, Session session, String before, String after, @Nullable String endedBy) {
        return event(
                connection,
                session,
                "SessionStatusChanged",
                Payloads.session(UUID.randomUUID(), session, session.channel(), before, after, endedBy, now()));
    }

    private Uni<Void> participant(SqlConnection connection, Session session, String operation, Party party) {
        return event(
                connection, session, "ParticipantChanged", Payloads.participant(UUID.randomUUID(), operation, party));
    }

    private Uni<Void> event(SqlConnection connection, Session session, String type, JsonNode payload) {
        var id = UUID.fromString(payload.path("id").asText());
        var entry = Entry.now(id, type, (ObjectNode) payload, Party.SYSTEM, session.recordId(), now());
        return ledger.keep(connection, Place.of(session), entry, false, null).replaceWithVoid();
    }

    private Uni<Void> tell(
            SqlConnection connection,
            Session session,
            String type,
            UUID id,
            ObjectNode payload,
            Party by,
            @Nullable String related) {
        return ledger.tell(connection, Place.of(session), Entry.now(id, type, payload, by, related, now()));
    }

    private long now() {
        return clock.millis();
    }

    private static String newRecordId() {
        var id = new StringBuilder("0Mw");
        for (int index = 0; index < RECORD_LENGTH; index++) {
            id.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return id.toString();
    }
}
