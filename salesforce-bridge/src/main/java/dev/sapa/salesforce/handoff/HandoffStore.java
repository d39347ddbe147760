package dev.sapa.salesforce.handoff;

import dev.sapa.events.Conversation;
import dev.sapa.salesforce.handoff.Outbound.Content;
import dev.sapa.salesforce.handoff.Outbound.FileRef;
import dev.sapa.salesforce.handoff.Preparation.Said;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The statements about hand-offs; those of a line's own write nothing any more when it has lost its lease. */
@ApplicationScoped
class HandoffStore {

    private static final String RUNNING = "('requested', 'waiting', 'active')";

    /**
     * How things stand, for a line to decide what is next.
     *
     * @param state     {@code requested}, {@code waiting}, {@code active}, {@code ending} or {@code ended}
     * @param endReason why it ends
     * @param behind    whether there are messages that are not in outbound yet
     * @param relayed   messages up to here are in outbound
     * @param read      the visitor has read up to here, and Salesforce does not know it; 0 for nothing
     * @param next      null when everything is sent
     */
    record Look(
            String state,
            String endReason,
            boolean behind,
            long relayed,
            long read,
            @Nullable String transcript,
            @Nullable Outbound next) {}

    /** A lease: the fence tells it from earlier and later ones of the same hand-off. */
    record Held(UUID handoff, long fence) {}

    /** Makes the row of a conversation that went to Salesforce, unless it is there. */
    Uni<Void> request(SqlConnection connection, Conversation conversation) {
        return connection
                .preparedQuery("""
                        insert into handoff (id, company_id, conversation_id, epoch, visitor_id, remote_id, heard_seq)
                        values ($1, $2, $3, $4, $5, $6, $7)
                        on conflict (conversation_id, epoch) do nothing
                        """)
                .execute(Tuple.from(List.of(
                        UUID.randomUUID(),
                        conversation.companyId(),
                        conversation.id(),
                        conversation.assignmentEpoch(),
                        conversation.visitorId(),
                        UUID.randomUUID(),
                        conversation.lastSeq())))
                .replaceWithVoid();
    }

    /** Lets end what the conversation's state says is over. */
    Uni<Boolean> supersede(SqlConnection connection, Conversation conversation, boolean closed, boolean elsewhere) {
        return connection
                .preparedQuery("update handoff set state = 'ending', end_reason = $3 where conversation_id = $1"
                        + " and state in " + RUNNING
                        + " and (epoch < $2 or (epoch = $2 and ($4 or $5)))")
                .execute(Tuple.of(
                        conversation.id(),
                        conversation.assignmentEpoch(),
                        closed ? "closed" : "taken-back",
                        closed,
                        elsewhere))
                .map(rows -> rows.rowCount() > 0);
    }

    /**
     * Takes a message over if it is the next one, else notes that there is more.
     *
     * @return whether a line should look
     */
    Uni<Boolean> hear(SqlConnection connection, Conversation conversation, long seq, @Nullable Said said) {
        return connection
                .preparedQuery(
                        "select id, company_id, relayed_seq from handoff where conversation_id = $1 and epoch = $2"
                                + " and state in " + RUNNING + " for update")
                .execute(Tuple.of(conversation.id(), conversation.assignmentEpoch()))
                .chain(rows -> {
                    if (rows.size() == 0) {
                        return Uni.createFrom().item(false);
                    }
                    var row = rows.iterator().next();
                    var relayed = row.getLong("relayed_seq");
                    if (relayed != null && seq <= relayed) {
                        return Uni.createFrom().item(false);
                    }
                    boolean next = relayed != null && seq == relayed + 1;
                    return (next && said != null
                                    ? enqueue(connection, row.getUUID("company_id"), row.getUUID("id"), List.of(said))
                                    : Uni.createFrom().voidItem())
                            .chain(() -> connection
                                    .preparedQuery("update handoff set heard_seq = greatest(heard_seq, $2),"
                                            + " relayed_seq = case when $3 then $2 else relayed_seq end where id = $1")
                                    .execute(Tuple.of(row.getUUID("id"), seq, next)))
                            .replaceWith(said != null || !next);
                });
    }

    Uni<Boolean> visitorRead(SqlConnection connection, UUID conversation, long seq) {
        return connection
                .preparedQuery("update handoff set visitor_read_seq = greatest(visitor_read_seq, $2)"
                        + " where conversation_id = $1 and state in " + RUNNING)
                .execute(Tuple.of(conversation, seq))
                .map(rows -> rows.rowCount() > 0);
    }

    /** Takes the leases of hand-offs that nobody works on. */
    Uni<List<Handoff>> acquire(SqlConnection connection, UUID owner, Duration lease, int most) {
        return connection
                .preparedQuery("""
                        update handoff set owner = $1, fence = fence + 1,
                               lease_until = clock_timestamp() + $2::float8 * interval '1 second'
                         where id in (
                               select id from handoff
                                where state <> 'ended' and (lease_until is null or lease_until < clock_timestamp())
                                order by requested_at limit $3 for update skip locked)
                        returning *
                        """)
                .execute(Tuple.of(owner, lease.toMillis() / 1000.0, most))
                .map(rows -> all(rows, HandoffStore::handoff));
    }

    /**
     * Prolongs the leases that are worked on, and answers which of them still hold. A lease that nobody works on must not be
     * prolonged: it would keep the hand-off from everybody.
     *
     * @param handoffs what is worked on, with the fences by which it is
     */
    Uni<Set<Held>> prolong(SqlConnection connection, UUID owner, Duration lease, List<Held> handoffs) {
        return connection
                .preparedQuery("""
                        update handoff set lease_until = clock_timestamp() + $2::float8 * interval '1 second'
                          from unnest($3::uuid[], $4::bigint[]) as held (id, fence)
                         where handoff.id = held.id and handoff.fence = held.fence and owner = $1 and state <> 'ended'
                           and lease_until > clock_timestamp()
                        returning handoff.id, handoff.fence
                        """)
                .execute(Tuple.of(
                        owner,
                        lease.toMillis() / 1000.0,
                        handoffs.stream().map(Held::handoff).toArray(UUID[]::new),
                        handoffs.stream().map(Held::fence).toArray(Long[]::new)))
                .map(rows -> Set.copyOf(all(rows, row -> new Held(row.getUUID("id"), row.getLong("fence")))));
    }

    Uni<Void> release(SqlConnection connection, UUID owner) {
        return connection
                .preparedQuery(
                        "update handoff set owner = null, lease_until = null where owner = $1 and state <> 'ended'")
                .execute(Tuple.of(owner))
                .replaceWithVoid();
    }

    /** Those of the owner's hand-offs about which something is to be done. */
    Uni<List<UUID>> due(SqlConnection connection, UUID owner) {
        return connection.preparedQuery("""
                        select id from handoff h
                         where owner = $1 and state <> 'ended'
                           and (state = 'ending' or visitor_read_seq > told_read_seq or heard_seq > relayed_seq
                                or exists (select 1 from outbound o
                                            where o.handoff_id = h.id and o.state in ('new', 'sending')))
                        """).execute(Tuple.of(owner)).map(rows -> all(rows, row -> row.getUUID("id")));
    }

    /** The item is null when the lease is lost. */
    Uni<@Nullable Look> look(SqlConnection connection, Handoff handoff) {
        return connection
                .preparedQuery("""
                        select h.state, coalesce(h.end_reason, '') as end_reason, h.heard_seq, h.transcript,
                               coalesce(h.relayed_seq, 0) as relayed_seq,
                               case when h.visitor_read_seq > h.told_read_seq then h.visitor_read_seq else 0 end as read_seq,
                               o.id as outbound_id, o.state as outbound_state, o.content
                          from handoff h
                          left join lateral (
                               select id, state, content from outbound
                                where handoff_id = h.id and state in ('new', 'sending') order by place limit 1) o on true
                         where h.id = $1 and h.fence = $2
                        """)
                .execute(Tuple.of(handoff.id(), handoff.fence()))
                .map(rows -> rows.size() == 0 ? null : look(rows.iterator().next()));
    }

    Uni<Boolean> prepared(SqlConnection connection, Handoff handoff, Preparation preparation) {
        return connection
                .preparedQuery("""
                        update handoff set relayed_seq = $3, heard_seq = greatest(heard_seq, $3), attributes = $4,
                               transcript = $5
                         where id = $1 and fence = $2 and relayed_seq is null
                        """)
                .execute(Tuple.from(new @Nullable Object[] {
                    handoff.id(),
                    handoff.fence(),
                    preparation.lastSeq(),
                    json(preparation.attributes()),
                    preparation.transcript()
                }))
                .chain(rows -> rows.rowCount() == 0
                        ? Uni.createFrom().item(false)
                        : enqueue(connection, handoff.company(), handoff.id(), preparation.unanswered())
                                .replaceWith(true));
    }

    /** Takes over messages that the owner of them told, those that are there already excepted. */
    Uni<Void> catchUp(SqlConnection connection, Handoff handoff, List<Said> said, long upTo) {
        return connection
                .preparedQuery("select relayed_seq from handoff where id = $1 and fence = $2 for update")
                .execute(Tuple.of(handoff.id(), handoff.fence()))
                .chain(rows -> {
                    if (rows.size() == 0) {
                        return Uni.createFrom().voidItem();
                    }
                    long relayed = rows.iterator().next().getLong(0);
                    var fresh = said.stream().filter(one -> one.seq() > relayed).toList();
                    return enqueue(connection, handoff.company(), handoff.id(), fresh)
                            .chain(() -> connection.preparedQuery("""
                                            update handoff set relayed_seq = greatest(relayed_seq, $2),
                                                   heard_seq = greatest(relayed_seq, $2) where id = $1
                                            """).execute(Tuple.of(handoff.id(), upTo)))
                            .replaceWithVoid();
                });
    }

    Uni<Boolean> created(SqlConnection connection, Handoff handoff) {
        return changed(
                connection,
                "update handoff set created = true, state = case when state = 'requested' then 'waiting' else state end"
                        + " where id = $1 and fence = $2",
                Tuple.of(handoff.id(), handoff.fence()));
    }

    Uni<Boolean> newSession(SqlConnection connection, Handoff handoff) {
        return changed(
                connection,
                "update handoff set former_session = coalesce(session_id, former_session), session_id = null"
                        + " where id = $1 and fence = $2",
                Tuple.of(handoff.id(), handoff.fence()));
    }

    /** Notes that a message is about to be sent: from now on it may be there. */
    Uni<Boolean> sending(SqlConnection connection, Handoff handoff, UUID outbound) {
        return outbound(connection, handoff, outbound, "state = 'sending'");
    }

    /** Notes that Salesforce has it, and forgets what it says. */
    Uni<Boolean> sent(SqlConnection connection, Handoff handoff, UUID outbound) {
        return outbound(connection, handoff, outbound, "state = 'sent', sent_at = clock_timestamp(), content = null");
    }

    /** Notes that Salesforce surely does not have it. */
    Uni<Boolean> notSent(SqlConnection connection, Handoff handoff, UUID outbound) {
        return outbound(connection, handoff, outbound, "state = 'new'");
    }

    Uni<Boolean> refused(SqlConnection connection, Handoff handoff, UUID outbound) {
        return outbound(connection, handoff, outbound, "state = 'refused', content = null");
    }

    Uni<Boolean> transcriptTold(SqlConnection connection, Handoff handoff) {
        return changed(
                connection,
                "update handoff set transcript = null where id = $1 and fence = $2",
                Tuple.of(handoff.id(), handoff.fence()));
    }

    /** An entry there, and the position of the message here that it became. */
    record Read(String identifier, long seq) {}

    /**
     * The newest entry that became a message up to {@code seq} but after {@code told}. The item is null when there is none;
     * that the visitor has read up to {@code seq} is told then, as far as entries are noted. An entry that is noted later, though
     * the visitor has read it already, undoes that.
     */
    Uni<@Nullable Read> toTell(SqlConnection connection, Handoff handoff, long seq, long told) {
        return connection
                .preparedQuery("select 1 from handoff where id = $1 and fence = $2 for update")
                .execute(Tuple.of(handoff.id(), handoff.fence()))
                .chain(() -> connection
                        .preparedQuery(
                                "select identifier, seq from entry where handoff_id = $1 and seq <= $2 and seq > $3"
                                        + " order by seq desc limit 1")
                        .execute(Tuple.of(handoff.id(), seq, told)))
                .chain(rows -> {
                    if (rows.size() > 0) {
                        var row = rows.iterator().next();
                        return Uni.createFrom().item(new Read(row.getString("identifier"), row.getLong("seq")));
                    }
                    return connection
                            .preparedQuery("update handoff set told_read_seq = greatest(told_read_seq, $3)"
                                    + " where id = $1 and fence = $2")
                            .execute(Tuple.of(handoff.id(), handoff.fence(), seq))
                            .replaceWith((Read) null);
                });
    }

    /** The position here of a message that was sent there; 0 when it is none of ours. */
    Uni<Long> seqOf(SqlConnection connection, Handoff handoff, UUID outbound) {
        return connection
                .preparedQuery("select seq from outbound where handoff_id = $1 and id = $2")
                .execute(Tuple.of(handoff.id(), outbound))
                .map(rows -> rows.size() == 0 ? 0L : rows.iterator().next().getLong(0));
    }

    Uni<Boolean> isApplied(SqlConnection connection, Handoff handoff, String identifier) {
        return connection
                .preparedQuery("select 1 from entry where handoff_id = $1 and identifier = $2")
                .execute(Tuple.of(handoff.id(), identifier))
                .map(rows -> rows.size() > 0);
    }

    /**
     * Notes that an entry has had its effect, with where the stream goes on.
     *
     * @param after the hand-off as it stands with it
     * @param seq   of the message that it became; null for none
     * @return false when the lease is lost; nothing is noted then
     */
    Uni<Boolean> applied(
            SqlConnection connection, Handoff after, String identifier, @Nullable Long seq, boolean active) {
        return changed(connection, """
                        update handoff set last_event_id = $3, entries_since = $4, session_id = $5, agent_name = $6,
                               state = case when $7 and state in ('requested', 'waiting') then 'active' else state end,
                               told_read_seq = case when visitor_read_seq >= $8::bigint then least(told_read_seq, $8::bigint - 1)
                                                    else told_read_seq end
                         where id = $1 and fence = $2
                        """, Tuple.from(new @Nullable Object[] {
                    after.id(),
                    after.fence(),
                    after.lastEventId(),
                    after.entriesSince(),
                    after.session(),
                    after.agentName(),
                    active,
                    seq
                }))
                .chain(mine -> mine
                        ? connection
                                .preparedQuery("insert into entry (handoff_id, company_id, identifier, seq)"
                                        + " values ($1, $2, $3, $4) on conflict do nothing")
                                .execute(Tuple.of(after.id(), after.company(), identifier, seq))
                                .replaceWith(true)
                        : Uni.createFrom().item(false));
    }

    Uni<Boolean> ending(SqlConnection connection, Handoff handoff, String reason) {
        return changed(
                connection,
                "update handoff set state = 'ending', end_reason = $3 where id = $1 and fence = $2 and state in "
                        + RUNNING,
                Tuple.of(handoff.id(), handoff.fence(), reason));
    }

    Uni<Boolean> ended(SqlConnection connection, Handoff handoff, String reason) {
        return changed(
                connection,
                "update handoff set state = 'ended', ended_at = clock_timestamp(), transcript = null, attributes = null,"
                        + " end_reason = coalesce(end_reason, $3), owner = null, lease_until = null"
                        + " where id = $1 and fence = $2",
                Tuple.of(handoff.id(), handoff.fence(), reason));
    }

    Uni<Integer> forget(SqlConnection connection, Duration older) {
        return connection
                .preparedQuery("delete from handoff where state = 'ended'"
                        + " and ended_at < clock_timestamp() - $1::float8 * interval '1 second'")
                .execute(Tuple.of((double) older.toSeconds()))
                .map(RowSet::rowCount);
    }

    private Uni<Boolean> outbound(SqlConnection connection, Handoff handoff, UUID outbound, String change) {
        return changed(
                connection,
                "update outbound set " + change + " where id = $3 and handoff_id = (select id from handoff"
                        + " where id = $1 and fence = $2)",
                Tuple.of(handoff.id(), handoff.fence(), outbound));
    }

    private static Uni<Boolean> changed(SqlConnection connection, String sql, Tuple parameters) {
        return connection.preparedQuery(sql).execute(parameters).map(rows -> rows.rowCount() > 0);
    }

    private static Uni<Void> enqueue(SqlConnection connection, UUID company, UUID handoff, List<Said> said) {
        var rows = new ArrayList<Tuple>();
        for (var one : said) {
            for (int part = 0; part < one.parts().size(); part++) {
                rows.add(Tuple.from(List.of(
                        UUID.randomUUID(),
                        company,
                        handoff,
                        one.seq(),
                        part,
                        json(one.parts().get(part)))));
            }
        }
        if (rows.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return connection.preparedQuery("""
                        insert into outbound (id, company_id, handoff_id, seq, part, content)
                        values ($1, $2, $3, $4, $5, $6) on conflict (handoff_id, seq, part) do nothing
                        """).executeBatch(rows).replaceWithVoid();
    }

    private static JsonObject json(Map<String, String> attributes) {
        var json = new JsonObject();
        attributes.forEach(json::put);
        return json;
    }

    private static JsonObject json(Content content) {
        var json = new JsonObject().put("text", content.text());
        var file = content.file();
        if (file != null) {
            json.put("path", file.path())
                    .put("name", file.name())
                    .put("content_type", file.contentType())
                    .put("size", file.size());
        }
        return json;
    }

    private static Look look(Row row) {
        var id = row.getUUID("outbound_id");
        long relayed = row.getLong("relayed_seq");
        return new Look(
                row.getString("state"),
                row.getString("end_reason"),
                row.getLong("heard_seq") > relayed,
                relayed,
                row.getLong("read_seq"),
                row.getString("transcript"),
                id == null
                        ? null
                        : new Outbound(
                                id,
                                "sending".equals(row.getString("outbound_state")),
                                content(row.getJsonObject("content"))));
    }

    private static Content content(JsonObject json) {
        var path = json.getString("path");
        return new Content(
                json.getString("text", ""),
                path == null
                        ? null
                        : new FileRef(
                                path,
                                json.getString("name", "file"),
                                json.getString("content_type", "application/octet-stream"),
                                json.getLong("size", 0L)));
    }

    private static Handoff handoff(Row row) {
        var attributes = new LinkedHashMap<String, String>();
        var stored = row.getJsonObject("attributes");
        if (stored != null) {
            stored.forEach(one -> attributes.put(one.getKey(), String.valueOf(one.getValue())));
        }
        return new Handoff(
                row.getUUID("id"),
                row.getUUID("company_id"),
                row.getUUID("conversation_id"),
                row.getLong("epoch"),
                row.getUUID("visitor_id"),
                row.getUUID("remote_id"),
                row.getBoolean("created"),
                row.getLong("relayed_seq") != null,
                attributes,
                row.getString("last_event_id"),
                row.getLong("entries_since"),
                row.getString("session_id"),
                row.getString("former_session"),
                row.getString("agent_name"),
                row.getOffsetDateTime("requested_at").toInstant(),
                row.getLong("fence"));
    }

    private static <T> List<T> all(RowSet<Row> rows, Function<Row, T> reading) {
        var all = new ArrayList<T>(rows.size());
        rows.forEach(row -> all.add(reading.apply(row)));
        return all;
    }
}
