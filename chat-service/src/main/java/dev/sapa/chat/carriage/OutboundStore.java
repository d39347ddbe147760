package dev.sapa.chat.carriage;

import dev.sapa.chat.provider.Outcome;
import dev.sapa.events.DeliveryChanged;
import dev.sapa.events.DeliveryChanged.State;
import dev.sapa.events.Topic;
import dev.sapa.relay.Events;
import dev.sapa.relay.OutgoingEvent;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The queue of what goes out, filled from the conversations themselves. */
@ApplicationScoped
class OutboundStore {

    /** What a message's parts come to, kept with the message so that whoever reads it sees it. */
    private static final String TELL = """
            update message m
            set delivery = jsonb_strip_nulls(
                jsonb_build_object('state', s.state, 'reason', s.reason, 'at', to_char(clock_timestamp() at time zone 'UTC',
                                   'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')))
            from (select case when bool_or(state = 'failed') then 'failed'
                              when bool_or(state in ('queued', 'sending', 'unsure')) then 'queued'
                              when bool_or(state = 'sent') then 'sent'
                              when bool_or(state = 'delivered') then 'delivered'
                              else 'read' end as state,
                         max(reason) as reason
                  from channel_outbound where message_id = %1$s) s
            where m.id = %1$s and s.state is not null
              and (m.delivery is null or m.delivery->>'state' is distinct from s.state
                   or m.delivery->>'reason' is distinct from s.reason)
            """;

    /** And whom that concerns. */
    private static final String TELL_IT = "with told as (" + TELL.formatted("$1") + """
             returning m.id, m.company_id, m.conversation_id, m.seq, m.delivery)
            select told.*, c.agent_id, c.department_id, c.status
            from told join conversation c on c.id = told.conversation_id
            """;

    private static final String CLAIM = """
            with head as (
                select distinct on (conversation_id) message_id, part, account_id, state, next_at
                from channel_outbound where state in ('queued', 'sending', 'unsure')
                order by conversation_id, seq, part),
            due as (
                select h.message_id, h.part, h.next_at,
                       row_number() over (partition by h.account_id order by h.next_at)
                           + (select count(*) from channel_outbound s
                              where s.account_id = h.account_id and s.state = 'sending') as place
                from head h join channel_account a on a.id = h.account_id
                where h.state = 'queued' and h.next_at <= now() and a.enabled
                  and (a.paused_until is null or a.paused_until <= now()))
            update channel_outbound o set state = 'sending', claimed_at = now(), attempts = o.attempts + 1
            from (select message_id, part from due where place <= $2 order by next_at limit $1) d
            where o.message_id = d.message_id and o.part = d.part and o.state = 'queued'
            returning o.*
            """;

    /** What goes out. */
    record Key(UUID message, int part) {

        /** As a provider gives it back; null when it is none of ours. */
        static @Nullable Key parsed(@Nullable String text) {
            if (text == null || !text.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.[0-9]{1,4}")) {
                return null;
            }
            return new Key(UUID.fromString(text.substring(0, 36)), Integer.parseInt(text.substring(37)));
        }

        String text() {
            return message + "." + part;
        }
    }

    /** A row of the queue. */
    record Item(
            Key key,
            UUID company,
            UUID account,
            UUID conversation,
            String address,
            long seq,
            int attempts,
            OffsetDateTime notedAt) {}

    /** A conversation that has more messages than were looked at. */
    record Behind(UUID conversation, UUID company, UUID account, String channel) {}

    /** A message as it is to go out. */
    record Said(
            @Nullable String authorName,
            String text,
            List<Map<String, Object>> attachments,
            boolean takenBack,
            @Nullable String subject,
            @Nullable String lastHeard,
            boolean byMachine,
            List<String> thread) {}

    /** A message of the company's side that was not noted yet. */
    record Fresh(UUID id, long seq, String text, List<Map<String, Object>> attachments) {}

    /** A provider's word that fits something of ours. */
    record Reported(
            UUID account,
            String providerId,
            String state,
            @Nullable String reason,
            Item item,
            String present) {}

    Uni<List<Behind>> behind(SqlConnection connection, int atMost) {
        return connection
                .preparedQuery("""
                        select t.conversation_id, t.company_id, t.account_id, a.channel
                        from channel_thread t
                        join channel_account a on a.id = t.account_id
                        join conversation c on c.id = t.conversation_id
                        where c.last_seq > t.noted_seq limit $1
                        """)
                .execute(Tuple.of((long) atMost))
                .map(rows ->
                        all(rows, row -> new Behind(row.getUUID(0), row.getUUID(1), row.getUUID(2), row.getString(3))));
    }

    /** Locks the conversation's way out; the item is null when somebody else has it. */
    Uni<@Nullable Long> lockThread(SqlConnection connection, UUID conversation) {
        return connection
                .preparedQuery("""
                        select noted_seq from channel_thread where conversation_id = $1 for update skip locked
                        """)
                .execute(Tuple.of(conversation))
                .map(rows -> rows.size() == 0 ? null : rows.iterator().next().getLong(0));
    }

    /** How far the conversation has come. */
    Uni<Long> lastSeq(SqlConnection connection, UUID conversation) {
        return connection
                .preparedQuery("select last_seq from conversation where id = $1")
                .execute(Tuple.of(conversation))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    /** What has to go out; of lines of the suite's own only what is meant for the visitor. */
    Uni<List<Fresh>> fresh(SqlConnection connection, UUID conversation, long after, long upTo) {
        return connection
                .preparedQuery("""
                        select id, seq, coalesce(outside, body), attachments from message
                        where conversation_id = $1 and seq > $2 and seq <= $3 and deleted_at is null
                          and (author in ('agent', 'bot') or outside is not null)
                        order by seq
                        """)
                .execute(Tuple.of(conversation, after, upTo))
                .map(rows -> all(
                        rows,
                        row -> new Fresh(
                                row.getUUID(0), row.getLong(1), row.getString(2), entries(row.getJsonArray(3)))));
    }

    Uni<Void> note(SqlConnection connection, Events events, Behind thread, Fresh message, int parts) {
        return connection
                .preparedQuery("""
                        insert into channel_outbound (message_id, part, company_id, account_id, conversation_id, address, seq,
                                                      state)
                        select $1, part, t.company_id, t.account_id, t.conversation_id, t.address, $3, 'queued'
                        from channel_thread t, generate_series(0, $4::integer - 1) as part
                        where t.conversation_id = $2
                        on conflict do nothing
                        """)
                .execute(Tuple.of(message.id(), thread.conversation(), message.seq(), parts))
                .chain(() -> tell(connection, events, message.id()));
    }

    Uni<Void> noted(SqlConnection connection, UUID conversation, long seq) {
        return connection
                .preparedQuery("update channel_thread set noted_seq = $2 where conversation_id = $1")
                .execute(Tuple.of(conversation, seq))
                .replaceWithVoid();
    }

    /** Takes what is first in its conversation, is due, and whose account has room. */
    Uni<List<Item>> claim(SqlConnection connection, int atMost, int perAccount) {
        return connection
                .preparedQuery(CLAIM)
                .execute(Tuple.of((long) atMost, (long) perAccount))
                .map(rows -> all(rows, OutboundStore::item));
    }

    Uni<@Nullable Said> said(SqlConnection connection, Item item) {
        return connection
                .preparedQuery("""
                        select m.author_name, coalesce(m.outside, m.body), m.attachments, m.deleted_at is not null, t.subject,
                               t.last_heard_id, m.author <> 'agent', array(
                                   select p.provider_id::text
                                   from (select i.provider_id, i.received_at as at from channel_inbound i
                                         where i.conversation_id = m.conversation_id
                                         union all
                                         select o.provider_id, o.noted_at from channel_outbound o
                                         where o.conversation_id = m.conversation_id and o.message_id <> m.id
                                           and o.provider_id is not null
                                         order by at desc limit 20) p
                                   order by p.at)
                        from message m left join channel_thread t on t.conversation_id = m.conversation_id
                        where m.id = $1
                        """)
                .execute(Tuple.of(item.key().message()))
                .map(rows -> {
                    if (rows.size() == 0) {
                        return null;
                    }
                    var row = rows.iterator().next();
                    return new Said(
                            row.getString(0),
                            row.getString(1),
                            entries(row.getJsonArray(2)),
                            row.getBoolean(3),
                            row.getString(4),
                            row.getString(5),
                            row.getBoolean(6),
                            List.of(row.getArrayOfStrings(7)));
                });
    }

    Uni<Void> sent(SqlConnection connection, Events events, Item item, String providerId) {
        return connection
                .preparedQuery("""
                        update channel_outbound set state = 'sent', provider_id = $3, reason = null
                        where message_id = $1 and part = $2 and state in ('sending', 'unsure', 'queued')
                        """)
                .execute(Tuple.of(item.key().message(), item.key().part(), providerId))
                .chain(() -> tell(connection, events, item.key().message()));
    }

    Uni<Void> later(SqlConnection connection, Events events, Item item, Outcome.Later later, Duration pause) {
        return wait(connection, events, item, "queued", later.reason(), pause)
                .chain(() -> later.account()
                        ? connection
                                .preparedQuery("""
                                        update channel_account
                                        set paused_until = now() + $2::float8 * interval '1 millisecond' where id = $1
                                        """)
                                .execute(Tuple.of(item.account(), (double) pause.toMillis()))
                                .replaceWithVoid()
                        : Uni.createFrom().voidItem());
    }

    Uni<Void> unsure(SqlConnection connection, Events events, Item item, String reason, Duration patience) {
        return wait(connection, events, item, "unsure", reason, patience);
    }

    private static Uni<Void> wait(
            SqlConnection connection, Events events, Item item, String state, String reason, Duration pause) {
        return connection
                .preparedQuery("""
                        update channel_outbound
                        set state = $3, reason = $4, next_at = now() + $5::float8 * interval '1 millisecond'
                        where message_id = $1 and part = $2 and state = 'sending'
                        """)
                .execute(Tuple.tuple()
                        .addValue(item.key().message())
                        .addValue(item.key().part())
                        .addValue(state)
                        .addValue(reason)
                        .addValue((double) pause.toMillis()))
                .chain(() -> tell(connection, events, item.key().message()));
    }

    /** Attempts that nobody finished: their process died, and nobody knows what became of them. */
    Uni<Void> recover(SqlConnection connection, Duration lostAfter, Duration patience) {
        return connection
                .preparedQuery("""
                        update channel_outbound
                        set state = 'unsure', reason = 'interrupted',
                            next_at = now() + $2::float8 * interval '1 millisecond'
                        where state = 'sending' and claimed_at < now() - $1::float8 * interval '1 millisecond'
                        """)
                .execute(Tuple.of((double) lostAfter.toMillis(), (double) patience.toMillis()))
                .replaceWithVoid();
    }

    /** Those of which the provider has said nothing in time. */
    Uni<List<Item>> unsettled(SqlConnection connection, int atMost) {
        return connection
                .preparedQuery("select * from channel_outbound where state = 'unsure' and next_at <= now() limit $1")
                .execute(Tuple.of((long) atMost))
                .map(rows -> all(rows, OutboundStore::item));
    }

    Uni<Void> again(SqlConnection connection, Item item) {
        return connection
                .preparedQuery("""
                        update channel_outbound set state = 'queued', next_at = now()
                        where message_id = $1 and part = $2 and state = 'unsure'
                        """)
                .execute(Tuple.of(item.key().message(), item.key().part()))
                .replaceWithVoid();
    }

    Uni<List<Reported>> reported(SqlConnection connection, int atMost) {
        return connection
                .preparedQuery("""
                        select r.account_id as r_account, r.provider_id as r_provider, r.state as r_state,
                               r.reason as r_reason, o.*
                        from channel_report r
                        cross join lateral (
                            select * from channel_outbound
                            where account_id = r.account_id and provider_id = r.provider_id
                            union
                            select * from channel_outbound
                            where message_id = r.message_id and part = r.part and account_id = r.account_id) o
                        order by r.received_at,
                                 array_position(array['sent', 'delivered', 'read', 'failed'], r.state) limit $1
                        """)
                .execute(Tuple.of((long) atMost))
                .map(rows -> all(
                        rows,
                        row -> new Reported(
                                row.getUUID("r_account"),
                                row.getString("r_provider"),
                                row.getString("r_state"),
                                row.getString("r_reason"),
                                item(row),
                                row.getString("state"))));
    }

    /** States only advance, in whatever order providers tell them. */
    Uni<Void> advance(SqlConnection connection, Events events, Reported report) {
        var key = report.item().key();
        return connection
                .preparedQuery("""
                        update channel_outbound
                        set provider_id = coalesce(provider_id, $4), reason = null,
                            state = case when array_position(array['queued', 'sending', 'unsure', 'sent', 'delivered',
                                                                   'read', 'failed'], state)
                                              < array_position(array['queued', 'sending', 'unsure', 'sent', 'delivered',
                                                                     'read', 'failed'], $3)
                                         then $3 else state end
                        where message_id = $1 and part = $2 and state <> 'failed'
                        """)
                .execute(Tuple.of(key.message(), key.part(), report.state(), report.providerId()))
                .chain(() -> tell(connection, events, key.message()));
    }

    Uni<Void> forget(SqlConnection connection, Reported report) {
        return connection
                .preparedQuery("delete from channel_report where account_id = $1 and provider_id = $2 and state = $3")
                .execute(Tuple.of(report.account(), report.providerId(), report.state()))
                .replaceWithVoid();
    }

    /** In the session that tells of it; false when it had failed, or arrived, before. */
    Uni<Boolean> failInSession(Key key, String reason) {
        return Panache.getSession().chain(session -> session.createNativeQuery("""
                                update channel_outbound set state = 'failed', reason = ?3
                                where message_id = ?1 and part = ?2 and state not in ('failed', 'delivered', 'read')
                                """)
                .setParameter(1, key.message())
                .setParameter(2, key.part())
                .setParameter(3, reason)
                .executeUpdate()
                .chain(rows -> rows == 0
                        ? Uni.createFrom().item(false)
                        : session.createNativeQuery(TELL.formatted("?1"))
                                .setParameter(1, key.message())
                                .executeUpdate()
                                .replaceWith(true)));
    }

    private static Uni<Void> tell(SqlConnection connection, Events events, UUID message) {
        return connection
                .preparedQuery(TELL_IT)
                .execute(Tuple.of(message))
                .invoke(rows -> rows.forEach(row -> events.record(event(row))))
                .replaceWithVoid();
    }

    private static OutgoingEvent event(Row row) {
        var conversation = row.getUUID("conversation_id");
        var company = row.getUUID("company_id");
        var delivery = row.getJsonObject("delivery");
        var changed = new DeliveryChanged(
                conversation,
                company,
                row.getUUID("id"),
                row.getLong("seq"),
                State.valueOf(delivery.getString("state").toUpperCase(Locale.ROOT)),
                delivery.getString("reason"),
                Instant.parse(delivery.getString("at")));
        return OutgoingEvent.of(Topic.CHAT, DeliveryChanged.TYPE, conversation, 0, company, changed)
                .about(conversation)
                .concerning(row.getUUID("agent_id"))
                .inDepartment(row.getUUID("department_id"))
                .withStatus(row.getString("status"));
    }

    private static Item item(Row row) {
        return new Item(
                new Key(row.getUUID("message_id"), row.getInteger("part")),
                row.getUUID("company_id"),
                row.getUUID("account_id"),
                row.getUUID("conversation_id"),
                row.getString("address"),
                row.getLong("seq"),
                row.getInteger("attempts"),
                row.getOffsetDateTime("noted_at"));
    }

    private static List<Map<String, Object>> entries(@Nullable JsonArray stored) {
        return stored == null ? List.of() : InboundStore.entries(stored);
    }

    private static <T> List<T> all(RowSet<Row> rows, Function<Row, T> reading) {
        var all = new ArrayList<T>(rows.size());
        rows.forEach(row -> all.add(reading.apply(row)));
        return all;
    }
}
