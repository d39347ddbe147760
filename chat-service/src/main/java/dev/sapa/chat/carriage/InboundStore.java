package dev.sapa.chat.carriage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sapa.chat.provider.Account;
import dev.sapa.chat.provider.Incoming;
import dev.sapa.chat.provider.Report;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The inbox of what providers delivered, and what is known of their contacts. */
@ApplicationScoped
class InboundStore {

    private final ObjectMapper json;

    InboundStore(ObjectMapper json) {
        this.json = json;
    }

    /**
     * A delivery that is not in its conversation yet.
     *
     * @param kept         the files of it that are ours already; null before they are
     * @param conversation where it was decided to go; null before
     * @param due          whether its next attempt may begin
     */
    record Task(
            String providerId,
            Incoming incoming,
            @Nullable JsonObject kept,
            @Nullable UUID conversation,
            int attempts,
            boolean due) {}

    /** Somebody of whom something waits. */
    record Waiting(UUID company, UUID account, String address) {}

    /** What is known of a contact. */
    record Contact(@Nullable UUID visitor, @Nullable UUID conversation) {}

    /** A message that came by an account before. */
    record Came(@Nullable UUID conversation, @Nullable UUID message) {}

    /** What is there already stays as it is. */
    Uni<Void> add(SqlConnection connection, Account account, List<Incoming> all) {
        return connection
                .preparedQuery("""
                        insert into channel_inbound (account_id, provider_id, company_id, address, payload)
                        select $1, p.provider_id, $2, p.address, p.payload::jsonb
                        from unnest($3::text[], $4::text[], $5::text[]) with ordinality
                             as p (provider_id, address, payload, place)
                        order by p.place
                        on conflict (account_id, provider_id) do nothing
                        """)
                .execute(Tuple.of(
                        account.id(),
                        account.company(),
                        all.stream().map(Incoming::providerId).toArray(String[]::new),
                        all.stream().map(Incoming::address).toArray(String[]::new),
                        all.stream().map(this::written).toArray(String[]::new)))
                .replaceWithVoid();
    }

    Uni<Void> addReports(SqlConnection connection, Account account, List<Report> all) {
        return connection
                .preparedQuery("""
                        insert into channel_report (account_id, provider_id, state, company_id, message_id, part, reason,
                                                    reported_at)
                        values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing
                        """)
                .executeBatch(all.stream()
                        .map(report -> {
                            var ours = OutboundStore.Key.parsed(report.ourId());
                            return Tuple.tuple()
                                    .addValue(account.id())
                                    .addValue(report.providerId())
                                    .addValue(report.state())
                                    .addValue(account.company())
                                    .addValue(ours == null ? null : ours.message())
                                    .addValue(ours == null ? null : ours.part())
                                    .addValue(report.reason())
                                    .addValue(time(report.at()));
                        })
                        .toList())
                .replaceWithVoid();
    }

    /** Makes taking in from the contact the caller's alone for a while; the item is null when it is somebody else's. */
    Uni<@Nullable OffsetDateTime> lease(SqlConnection connection, Waiting waiting, Duration life) {
        return connection
                .preparedQuery("""
                        insert into channel_contact as c (account_id, address, company_id, busy_until)
                        values ($1, $2, $3, now() + $4::float8 * interval '1 millisecond')
                        on conflict (account_id, address) do update set busy_until = excluded.busy_until
                        where c.busy_until is null or c.busy_until < now()
                        returning busy_until
                        """)
                .execute(Tuple.of(waiting.account(), waiting.address(), waiting.company(), (double) life.toMillis()))
                .map(rows -> rows.size() == 0 ? null : rows.iterator().next().getOffsetDateTime(0));
    }

    /** The item is null when it is not the caller's any more. */
    Uni<@Nullable OffsetDateTime> extend(
            SqlConnection connection, Waiting waiting, OffsetDateTime lease, Duration life) {
        return connection
                .preparedQuery("""
                        update channel_contact set busy_until = now() + $4::float8 * interval '1 millisecond'
                        where account_id = $1 and address = $2 and busy_until = $3 returning busy_until
                        """)
                .execute(Tuple.of(waiting.account(), waiting.address(), lease, (double) life.toMillis()))
                .map(rows -> rows.size() == 0 ? null : rows.iterator().next().getOffsetDateTime(0));
    }

    Uni<Void> release(SqlConnection connection, Waiting waiting, OffsetDateTime lease) {
        return connection
                .preparedQuery("""
                        update channel_contact set busy_until = null
                        where account_id = $1 and address = $2 and busy_until = $3
                        """)
                .execute(Tuple.of(waiting.account(), waiting.address(), lease))
                .replaceWithVoid();
    }

    /** The contact's first; the item is null when nothing waits. */
    Uni<@Nullable Task> first(SqlConnection connection, Waiting waiting) {
        return connection
                .preparedQuery("""
                        select provider_id, payload, kept, conversation_id, attempts, next_at <= now() as due
                        from channel_inbound
                        where account_id = $1 and address = $2 and done_at is null order by ordinal limit 1
                        """)
                .execute(Tuple.of(waiting.account(), waiting.address()))
                .map(rows -> rows.size() == 0 ? null : task(rows.iterator().next()));
    }

    /** Contacts of whom something has waited for longer than it takes. */
    Uni<List<Waiting>> behind(SqlConnection connection, Duration age, int atMost) {
        return connection
                .preparedQuery("""
                        select distinct company_id, account_id, address from channel_inbound
                        where done_at is null and next_at <= now()
                          and received_at < now() - $1::float8 * interval '1 millisecond' limit $2
                        """)
                .execute(Tuple.of((double) age.toMillis(), (long) atMost))
                .map(rows -> {
                    var behind = new ArrayList<Waiting>(rows.size());
                    rows.forEach(row -> behind.add(new Waiting(row.getUUID(0), row.getUUID(1), row.getString(2))));
                    return behind;
                });
    }

    Uni<Void> keep(SqlConnection connection, UUID account, String providerId, @Nullable JsonObject kept) {
        return connection
                .preparedQuery("update channel_inbound set kept = $3 where account_id = $1 and provider_id = $2")
                .execute(Tuple.of(account, providerId, kept))
                .replaceWithVoid();
    }

    Uni<Void> postpone(SqlConnection connection, UUID account, String providerId, Duration pause) {
        return connection
                .preparedQuery("""
                        update channel_inbound
                        set attempts = attempts + 1, next_at = now() + $3::float8 * interval '1 millisecond'
                        where account_id = $1 and provider_id = $2
                        """)
                .execute(Tuple.of(account, providerId, (double) pause.toMillis()))
                .replaceWithVoid();
    }

    /** Leaves it for later, through no fault of its own. */
    Uni<Void> hold(SqlConnection connection, UUID account, String providerId, Duration pause) {
        return connection
                .preparedQuery("""
                        update channel_inbound set next_at = now() + $3::float8 * interval '1 millisecond'
                        where account_id = $1 and provider_id = $2
                        """)
                .execute(Tuple.of(account, providerId, (double) pause.toMillis()))
                .replaceWithVoid();
    }

    /** How many of the contact's messages came into conversations lately. */
    Uni<Long> takenWithinHour(SqlConnection connection, Waiting waiting) {
        return connection
                .preparedQuery("""
                        select count(*) from channel_inbound i join channel_thread t using (conversation_id)
                        where t.account_id = $1 and t.address = $2 and i.done_at > now() - interval '1 hour'
                        """)
                .execute(Tuple.of(waiting.account(), waiting.address()))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    /** Its text is in the conversation now, and need not be kept twice. */
    Uni<Void> done(
            SqlConnection connection, UUID account, Task task, @Nullable UUID message, @Nullable String problem) {
        var noted = message == null
                ? Uni.createFrom().voidItem()
                : connection
                        .preparedQuery("update message set delivery = $2 where id = $1")
                        .execute(Tuple.of(
                                message,
                                new JsonObject()
                                        .put("state", "received")
                                        .put("sent_at", task.incoming().sentAt().toString())))
                        .replaceWithVoid();
        return noted.chain(() ->
                        connection.preparedQuery("""
                                update channel_inbound
                                set done_at = now(), payload = null, kept = null, message_id = $3, problem = $4
                                where account_id = $1 and provider_id = $2
                                """).execute(Tuple.of(account, task.providerId(), message, problem)))
                .replaceWithVoid();
    }

    /** What an id of the provider's became; the item is null when we do not know it. */
    Uni<@Nullable Came> came(SqlConnection connection, UUID account, String providerId) {
        return connection
                .preparedQuery("""
                        select conversation_id, message_id from channel_inbound
                        where account_id = $1 and provider_id = $2
                        """)
                .execute(Tuple.of(account, providerId))
                .map(rows -> {
                    if (rows.size() == 0) {
                        return null;
                    }
                    var row = rows.iterator().next();
                    return new Came(row.getUUID(0), row.getUUID(1));
                });
    }

    Uni<Void> forget(SqlConnection connection, Duration after) {
        var age = Tuple.of((double) after.toMillis());
        return connection
                .preparedQuery("""
                        delete from channel_inbound where done_at < now() - $1::float8 * interval '1 millisecond'
                        """)
                .execute(age)
                .chain(() -> connection.preparedQuery("""
                                delete from channel_outbound
                                where state not in ('queued', 'sending', 'unsure')
                                  and noted_at < now() - $1::float8 * interval '1 millisecond'
                                """).execute(age))
                .chain(() -> connection
                        .query("delete from channel_report where received_at < now() - interval '1 day'")
                        .execute())
                .replaceWithVoid();
    }

    /** Locks the contact inside the caller's session. */
    Uni<Contact> lockContact(UUID account, String address) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                                select cast(visitor_id as text), cast(conversation_id as text) from channel_contact
                                where account_id = ?1 and address = ?2 for update
                                """, Object[].class)
                        .setParameter(1, account)
                        .setParameter(2, address)
                        .getSingleResult())
                .map(row -> new Contact(uuid(row[0]), uuid(row[1])));
    }

    /** In the session that says something of it; false when it was done before. */
    Uni<Boolean> doneInSession(UUID account, String providerId, UUID conversation) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                                update channel_inbound
                                set done_at = now(), payload = null, conversation_id = ?3, problem = 'automatic'
                                where account_id = ?1 and provider_id = ?2 and done_at is null
                                """)
                        .setParameter(1, account)
                        .setParameter(2, providerId)
                        .setParameter(3, conversation)
                        .executeUpdate())
                .map(rows -> rows == 1);
    }

    /**
     * The contact's open conversation that the message belongs to: the one of the first of its references that we know, be
     * it one that came or that went out, by the provider's name or by ours; else the latest on the same subject, where the sender is sure. Those of others are
     * not looked at: whoever knows a reference, such as somebody who got a copy, must not get the next answers.
     */
    Uni<@Nullable UUID> threadOf(UUID account, Incoming incoming) {
        return Panache.getSession().chain(session -> session.createNativeQuery("""
                        select cast(t.conversation_id as uuid)
                        from channel_thread t
                        join conversation c on c.id = t.conversation_id and c.status <> 'closed'
                        left join lateral (
                            select min(array_position(string_to_array(?3, chr(10)), cast(known.provider_id as text)))
                                       as place
                            from (select provider_id from channel_inbound
                                  where account_id = ?1 and conversation_id = t.conversation_id
                                  union all
                                  select unnest(array[cast(provider_id as text),
                                                      concat(cast(message_id as text), '.', cast(part as text))])
                                  from channel_outbound
                                  where account_id = ?1 and conversation_id = t.conversation_id) known (provider_id)
                            where known.provider_id = any (string_to_array(?3, chr(10)))) named on true
                        where t.account_id = ?1 and t.address = ?2 and (named.place is not null or t.subject_key = ?4)
                        order by named.place nulls last, c.started_at desc, c.id desc limit 1
                        """, UUID.class)
                .setParameter(1, account)
                .setParameter(2, incoming.address())
                .setParameter(3, String.join("\n", incoming.references()))
                .setParameter(
                        4, incoming.email() == null || incoming.automatic() ? "" : Subject.key(incoming.subject()))
                .getSingleResultOrNull());
    }

    /** Where the delivery goes, decided inside the caller's session. */
    Uni<Void> decide(Account account, Task task, UUID visitor, UUID conversation) {
        var incoming = task.incoming();
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                                update channel_contact
                                set visitor_id = ?3, conversation_id = ?4,
                                    heard_at = greatest(heard_at, least(cast(?5 as timestamptz), now()))
                                where account_id = ?1 and address = ?2
                                """)
                        .setParameter(1, account.id())
                        .setParameter(2, incoming.address())
                        .setParameter(3, visitor)
                        .setParameter(4, conversation)
                        .setParameter(5, incoming.sentAt())
                        .executeUpdate()
                        .chain(() -> session.createNativeQuery("""
                                        insert into channel_thread as t (conversation_id, company_id, account_id, address,
                                                                         subject, last_heard_id, noted_seq, subject_key)
                                        values (?1, ?2, ?3, ?4, ?5, ?6, 0, nullif(?7, ''))
                                        on conflict (conversation_id) do update
                                        set last_heard_id = excluded.last_heard_id, address = excluded.address
                                        """)
                                .setParameter(1, conversation)
                                .setParameter(2, account.company())
                                .setParameter(3, account.id())
                                .setParameter(4, incoming.address())
                                .setParameter(5, incoming.subject())
                                .setParameter(6, task.providerId())
                                .setParameter(7, Subject.key(incoming.subject()))
                                .executeUpdate())
                        .chain(() -> session.createNativeQuery("""
                                        update channel_inbound set conversation_id = ?3
                                        where account_id = ?1 and provider_id = ?2
                                        """)
                                .setParameter(1, account.id())
                                .setParameter(2, task.providerId())
                                .setParameter(3, conversation)
                                .executeUpdate()))
                .replaceWithVoid();
    }

    static List<Map<String, Object>> entries(JsonArray stored) {
        var entries = new ArrayList<Map<String, Object>>(stored.size());
        for (int i = 0; i < stored.size(); i++) {
            entries.add(stored.getJsonObject(i).getMap());
        }
        return entries;
    }

    private Task task(Row row) {
        return new Task(
                row.getString("provider_id"),
                read(row.getJsonObject("payload")),
                row.getJsonObject("kept"),
                row.getUUID("conversation_id"),
                row.getInteger("attempts"),
                row.getBoolean("due"));
    }

    private String written(Incoming incoming) {
        try {
            return json.writeValueAsString(incoming);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Incoming read(JsonObject stored) {
        try {
            return json.readValue(stored.encode(), Incoming.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static @Nullable UUID uuid(@Nullable Object text) {
        return text == null ? null : UUID.fromString(text.toString());
    }

    private static OffsetDateTime time(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
