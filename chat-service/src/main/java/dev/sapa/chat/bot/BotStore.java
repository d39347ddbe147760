package dev.sapa.chat.bot;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of companies' own bots, and of what they are told; on the plain client. */
@ApplicationScoped
class BotStore {

    private static final String SAVE = """
            insert into bot_webhook (company_id, url, secret, enabled, name, channels, answer_seconds, hand_over_text)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            on conflict (company_id) do update
            set url = excluded.url, secret = excluded.secret, enabled = excluded.enabled, name = excluded.name,
                channels = excluded.channels, answer_seconds = excluded.answer_seconds,
                hand_over_text = excluded.hand_over_text
            """;

    private static final String SKIP = """
            insert into bot_progress (conversation_id, company_id, seq)
            select id, company_id, last_seq from conversation
            where company_id = $1 and responder = 'bot' and status <> 'closed' order by id
            on conflict (conversation_id) do update set seq = greatest(bot_progress.seq, excluded.seq)
            """;

    /**
     * Messages and the conversation's last position are of one commit, so nothing is passed over. What an agent has
     * answered since is no longer for the bot.
     */
    private static final String NOTE = """
            with behind as (
                select c.id, c.company_id, c.last_seq, coalesce(p.seq, 0) as seq, w.answer_seconds
                from bot_webhook w
                join conversation c on c.company_id = w.company_id and c.responder = 'bot' and c.status <> 'closed'
                left join bot_progress p on p.conversation_id = c.id
                where w.enabled and c.last_seq > coalesce(p.seq, 0)
                limit 500
            ), moved as (
                insert into bot_progress (conversation_id, company_id, seq)
                select id, company_id, last_seq from behind order by id
                on conflict (conversation_id) do update set seq = greatest(bot_progress.seq, excluded.seq)
            )
            insert into bot_delivery (id, company_id, conversation_id, seq, state, attempts, due_at, answer_by, noted_at)
            select m.id, b.company_id, b.id, m.seq, 'waiting', 0, now(),
                   now() + b.answer_seconds * interval '1 second', now()
            from behind b
            join message m on m.conversation_id = b.id and m.seq > b.seq and m.seq <= b.last_seq
            where m.author = 'visitor'
              and m.seq > coalesce((select a.seq from message a where a.conversation_id = b.id and a.author = 'agent'
                                    order by a.seq desc limit 1), 0)
            on conflict (id) do nothing
            """;

    /**
     * The first one of each conversation, a few of each company; whoever takes one has it until the lease ends. Who comes
     * second at a row waits, and finds it taken.
     */
    private static final String CLAIM = """
            update bot_delivery d
            set attempts = d.attempts + 1, due_at = now() + $2 * interval '1 millisecond'
            where d.state = 'waiting' and d.due_at <= now() and d.id in (
                select id from (
                    select f.id, row_number() over (partition by f.company_id order by f.due_at, f.id) as place
                    from bot_delivery f
                    where f.state = 'waiting' and f.due_at <= now() and f.company_id <> all ($4)
                      and not exists (
                          select 1 from bot_delivery e
                          where e.conversation_id = f.conversation_id and e.state = 'waiting' and e.seq < f.seq)
                ) free
                where place <= $3 order by place limit $1)
            returning d.id, d.company_id, d.conversation_id, d.seq, d.attempts
            """;

    private static final String SETTLE = """
            update bot_delivery
            set state = $3, failure = $4, due_at = now() + $5 * interval '1 millisecond'
            where id = $1 and attempts = $2 and state = 'waiting'
            """;

    private static final String OVERDUE = """
            select id, company_id, conversation_id, seq, attempts from bot_delivery
            where state in ('waiting', 'told') and answer_by <= now() order by answer_by limit 100
            """;

    private static final String LIST = """
            select id, conversation_id, seq, state, attempts, failure, noted_at from bot_delivery
            where company_id = $1 and ($2::text is null or state = $2) and ($3::uuid is null or id < $3)
            order by id desc limit $4
            """;

    private static final String REPLAY = """
            update bot_delivery d
            set state = 'waiting', attempts = 0, failure = null, due_at = now(),
                answer_by = now() + w.answer_seconds * interval '1 second'
            from bot_webhook w
            where w.company_id = d.company_id and d.id = $1 and d.company_id = $2 and d.state = 'dead'
            returning d.id, d.conversation_id, d.seq, d.state, d.attempts, d.failure, d.noted_at
            """;

    Uni<@Nullable Webhook> find(SqlConnection connection, UUID company) {
        return connection
                .preparedQuery("select * from bot_webhook where company_id = $1")
                .execute(Tuple.of(company))
                .map(rows -> rows.size() == 0 ? null : webhook(rows.iterator().next()));
    }

    Uni<Void> save(SqlConnection connection, Webhook bot) {
        return connection
                .preparedQuery(SAVE)
                .execute(Tuple.tuple()
                        .addValue(bot.companyId())
                        .addValue(bot.url())
                        .addValue(bot.secret())
                        .addValue(bot.enabled())
                        .addValue(bot.name())
                        .addValue(bot.channels().toArray(String[]::new))
                        .addValue(bot.answerSeconds())
                        .addValue(bot.handOverText()))
                .replaceWithVoid();
    }

    /** Leaves what was said so far to whoever answered until now; a bot that is switched on hears what comes after. */
    Uni<Void> skip(SqlConnection connection, UUID company) {
        return connection.preparedQuery(SKIP).execute(Tuple.of(company)).replaceWithVoid();
    }

    Uni<Void> remove(SqlConnection connection, UUID company) {
        return connection
                .preparedQuery("delete from bot_webhook where company_id = $1")
                .execute(Tuple.of(company))
                .replaceWithVoid();
    }

    /** Makes deliveries of what visitors have said to bots since. */
    Uni<Void> note(SqlConnection connection) {
        return connection.query(NOTE).execute().replaceWithVoid();
    }

    /** @param busy companies that are told enough already */
    Uni<List<Delivery>> claim(
            SqlConnection connection, int limit, int perCompany, Collection<UUID> busy, Duration lease) {
        return connection
                .preparedQuery(CLAIM)
                .execute(
                        Tuple.of((long) limit, (double) lease.toMillis(), (long) perCompany, busy.toArray(UUID[]::new)))
                .map(rows -> {
                    var claimed = new ArrayList<Delivery>(rows.size());
                    rows.forEach(row -> claimed.add(delivery(row)));
                    return claimed;
                });
    }

    /** What became of an attempt, unless somebody else makes another one by now. */
    Uni<Boolean> settle(
            SqlConnection connection, Delivery delivery, String state, @Nullable String failure, Duration pause) {
        return connection
                .preparedQuery(SETTLE)
                .execute(Tuple.of(delivery.id(), delivery.attempts(), state, failure, (double) pause.toMillis()))
                .map(rows -> rows.rowCount() == 1);
    }

    Uni<List<Delivery>> overdue(SqlConnection connection) {
        return connection.query(OVERDUE).execute().map(rows -> {
            var overdue = new ArrayList<Delivery>(rows.size());
            rows.forEach(row -> overdue.add(delivery(row)));
            return overdue;
        });
    }

    Uni<List<DeliveryView>> list(
            SqlConnection connection, UUID company, @Nullable String state, @Nullable UUID before, int limit) {
        return connection
                .preparedQuery(LIST)
                .execute(Tuple.of(company, state, before, (long) limit))
                .map(rows -> {
                    var views = new ArrayList<DeliveryView>(rows.size());
                    rows.forEach(row -> views.add(view(row)));
                    return views;
                });
    }

    /** Tells a dead one again; the item is null when it is not dead. */
    Uni<@Nullable DeliveryView> replay(SqlConnection connection, UUID company, UUID id) {
        return connection
                .preparedQuery(REPLAY)
                .execute(Tuple.of(id, company))
                .map(rows -> rows.size() == 0 ? null : view(rows.iterator().next()));
    }

    Uni<Boolean> exists(SqlConnection connection, UUID company, UUID id) {
        return connection
                .preparedQuery("select 1 from bot_delivery where id = $1 and company_id = $2")
                .execute(Tuple.of(id, company))
                .map(rows -> rows.size() > 0);
    }

    Uni<@Nullable JsonObject> packet(SqlConnection connection, UUID conversation) {
        return connection
                .preparedQuery("select packet from hand_off where conversation_id = $1")
                .execute(Tuple.of(conversation))
                .map(rows -> rows.size() == 0
                        ? null
                        : new JsonObject(rows.iterator().next().getString(0)));
    }

    private static Webhook webhook(Row row) {
        return new Webhook(
                row.getUUID("company_id"),
                row.getString("url"),
                row.getString("secret"),
                row.getBoolean("enabled"),
                row.getString("name"),
                List.of(row.getArrayOfStrings("channels")),
                row.getInteger("answer_seconds"),
                row.getString("hand_over_text"));
    }

    private static Delivery delivery(Row row) {
        return new Delivery(row.getUUID(0), row.getUUID(1), row.getUUID(2), row.getLong(3), row.getInteger(4));
    }

    private static DeliveryView view(Row row) {
        return new DeliveryView(
                row.getUUID("id"),
                row.getUUID("conversation_id"),
                row.getLong("seq"),
                row.getString("state"),
                row.getInteger("attempts"),
                row.getString("failure"),
                row.getOffsetDateTime("noted_at").toInstant());
    }
}
