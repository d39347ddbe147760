package dev.sapa.routing.offer;

import dev.sapa.events.OfferChanged;
import dev.sapa.events.OfferChanged.State;
import dev.sapa.events.Topic;
import dev.sapa.relay.Events;
import dev.sapa.relay.OutgoingEvent;
import dev.sapa.routing.agent.AgentRoster;
import dev.sapa.routing.assignment.AssignmentLedger;
import dev.sapa.routing.assignment.AssignmentLedger.Foreseen;
import dev.sapa.routing.presence.PresenceSettings;
import dev.sapa.routing.queue.WorkItem;
import dev.sapa.routing.queue.WorkMarks;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The rows of offers, within the transactions of those who decide. An offer is written only while its work item is
 * locked; the database refuses a second open one of a conversation.
 */
@ApplicationScoped
public class OfferBook {

    private static final String MAKE = """
            insert into offer (id, company_id, conversation_id, agent_id, department_id, made_at, expires_at)
            select id, $1, conversation_id, agent_id, department_id, moment.at, moment.at + $6::float8 * interval '1 second'
              from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[]) as made (id, conversation_id, agent_id, department_id)
             cross join (select clock_timestamp() as at) as moment
            returning *, null as due
            """;

    /** Why an open offer should end by itself; $1 is how long a lost agent may stay away. */
    private static final String FIND = """
            select offer.*, case when offer.state <> 'made' then null
                                 when expires_at <= clock_timestamp() then 'expired'
                                 when not active or declared in ('away', 'offline')
                                      or (not live and lost_at <= clock_timestamp() - $1::float8 * interval '1 second')
                                 then 'agent-left' end as due
              from offer join agent using (agent_id)
            """;

    private static final String DUE = "select id, company_id from (" + FIND + " where offer.state = 'made') open"
            + " where due is not null order by expires_at limit 1000";

    private final AgentRoster roster;
    private final WorkMarks marks;
    private final AssignmentLedger ledger;
    private final double grace;

    OfferBook(AgentRoster roster, WorkMarks marks, AssignmentLedger ledger, PresenceSettings presence) {
        this.roster = roster;
        this.marks = marks;
        this.ledger = ledger;
        this.grace = presence.grace().toMillis() / 1000.0;
    }

    /** An open offer that should end by itself. */
    record Due(UUID id, UUID company) {}

    /** Offers locked items to agents whose place is taken, for the term, and tells it. */
    public Uni<List<Offer>> make(
            SqlConnection connection, Events events, UUID company, List<Proposal> proposals, Duration term) {
        var ids = proposals.stream().map(Proposal::id).toArray(UUID[]::new);
        var conversations = proposals.stream().map(Proposal::conversation).toList();
        var agents = proposals.stream().map(Proposal::agent).toList();
        var departments = proposals.stream().map(Proposal::department).toArray(UUID[]::new);
        var foreseen = proposals.stream()
                .map(one -> new Foreseen(one.id(), one.conversation(), one.decision()))
                .toList();
        return connection
                .preparedQuery(MAKE)
                .execute(Tuple.of(
                        company,
                        ids,
                        conversations.toArray(UUID[]::new),
                        agents.toArray(UUID[]::new),
                        departments,
                        term.toMillis() / 1000.0))
                .map(OfferBook::offers)
                .call(() -> marks.offer(connection, conversations, agents))
                .call(() -> ledger.foresee(connection, company, foreseen))
                .invoke(made -> made.forEach(offer -> events.record(event(offer, State.MADE, null, offer.madeAt()))));
    }

    /** The offer, or null for an unknown one and another company's. */
    Uni<Offer> find(SqlConnection connection, UUID company, UUID offer) {
        return connection
                .preparedQuery(FIND + " where offer.company_id = $2 and offer.id = $3")
                .execute(Tuple.of(grace, company, offer))
                .map(OfferBook::first);
    }

    /** The open offers of the whole installation that should end by themselves. */
    Uni<List<Due>> due(SqlConnection connection) {
        return connection.preparedQuery(DUE).execute(Tuple.of(grace)).map(rows -> StreamSupport.stream(
                        rows.spliterator(), false)
                .map(row -> new Due(row.getUUID(0), row.getUUID(1)))
                .toList());
    }

    /** Ends an open offer and tells it; item and place are the caller's to deal with. */
    Uni<Void> end(SqlConnection connection, Events events, Offer offer, State state, @Nullable String reason) {
        return connection
                .preparedQuery("""
                        update offer set state = $2, reason = $3, ended_at = clock_timestamp()
                         where id = $1 and state = 'made' returning ended_at
                        """)
                .execute(Tuple.of(offer.id(), state.toString(), reason))
                .invoke(rows -> rows.forEach(row -> events.record(
                        event(offer, state, reason, row.getOffsetDateTime(0).toInstant()))))
                .replaceWithVoid();
    }

    /**
     * Ends the open offer of a locked item that is moved, closed or given to somebody, if there is one, and frees the
     * place it held. Whoever writes the item notes that it is offered to nobody any more; its agents are locked.
     *
     * @param winner who gets the item: to that agent the offer counts as accepted; null when nobody does
     */
    public Uni<Void> settle(
            SqlConnection connection, Events events, WorkItem item, @Nullable UUID winner, String reason) {
        var offeredTo = item.offeredTo();
        if (offeredTo == null) {
            return Uni.createFrom().voidItem();
        }
        boolean won = offeredTo.equals(winner);
        return connection
                .preparedQuery(FIND + " where offer.conversation_id = $2 and offer.state = 'made'")
                .execute(Tuple.of(grace, item.conversation()))
                .map(OfferBook::first)
                .chain(offer ->
                        end(connection, events, offer, won ? State.ACCEPTED : State.WITHDRAWN, won ? null : reason))
                .chain(() -> roster.relieve(connection, offeredTo, 1));
    }

    private static OutgoingEvent event(Offer offer, State state, @Nullable String reason, Instant at) {
        var payload = new OfferChanged(
                offer.id(),
                offer.conversation(),
                offer.company(),
                offer.agent(),
                offer.department(),
                state,
                offer.expiresAt(),
                reason,
                at);
        // Under a key of its own: the newest event of the conversation itself must survive compaction.
        return OutgoingEvent.of(Topic.ROUTING, OfferChanged.TYPE, offer.id(), 0, offer.company(), payload)
                .about(offer.conversation())
                .concerning(offer.agent())
                .inDepartment(offer.department())
                .withStatus(state == State.ACCEPTED ? "active" : "waiting");
    }

    private static @Nullable Offer first(RowSet<Row> rows) {
        return rows.size() == 0 ? null : offer(rows.iterator().next());
    }

    private static List<Offer> offers(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(OfferBook::offer)
                .toList();
    }

    private static Offer offer(Row row) {
        return new Offer(
                row.getUUID("id"),
                row.getUUID("company_id"),
                row.getUUID("conversation_id"),
                row.getUUID("agent_id"),
                row.getUUID("department_id"),
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getOffsetDateTime("made_at").toInstant(),
                row.getOffsetDateTime("expires_at").toInstant(),
                row.getString("due"));
    }
}
