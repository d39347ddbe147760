package dev.sapa.chat.provider;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of accounts, on the plain client. */
@ApplicationScoped
class AccountStore {

    private static final String SELECT = """
            select a.*, (select count(*) from channel_outbound o
                         where o.account_id = a.id and o.state in ('queued', 'sending', 'unsure')) as waiting
            from channel_account a
            """;

    private final SecretBox box;

    AccountStore(SecretBox box) {
        this.box = box;
    }

    /** An account and what befalls it. */
    record Kept(
            Account account,
            @Nullable Instant pausedUntil,
            long waiting,
            @Nullable String problem) {}

    Uni<@Nullable Kept> find(SqlConnection connection, UUID id) {
        return connection
                .preparedQuery(SELECT + "where a.id = $1")
                .execute(Tuple.of(id))
                .map(this::kept)
                .map(found -> found.isEmpty() ? null : found.get(0));
    }

    /** The company's account with that address; the item is null when it has none. */
    Uni<@Nullable Kept> at(SqlConnection connection, UUID company, String channel, String address) {
        return connection
                .preparedQuery(SELECT + "where a.company_id = $1 and a.channel = $2 and a.address = $3")
                .execute(Tuple.of(company, channel, address))
                .map(this::kept)
                .map(found -> found.isEmpty() ? null : found.get(0));
    }

    Uni<List<Kept>> ofCompany(SqlConnection connection, UUID company) {
        return connection
                .preparedQuery(SELECT + "where a.company_id = $1 order by a.created_at, a.id")
                .execute(Tuple.of(company))
                .map(this::kept);
    }

    /** Those of a channel that are in use, of all companies. */
    Uni<List<Kept>> inUse(SqlConnection connection, String channel) {
        return connection
                .preparedQuery(SELECT + "where a.channel = $1 and a.enabled order by a.id")
                .execute(Tuple.of(channel))
                .map(this::kept);
    }

    Uni<Boolean> isDepartment(SqlConnection connection, UUID company, UUID department) {
        return connection
                .preparedQuery("select 1 from department where id = $1 and company_id = $2")
                .execute(Tuple.of(department, company))
                .map(rows -> rows.size() > 0);
    }

    /** The item is false when another account of the company has the address. */
    Uni<Boolean> save(SqlConnection connection, Account account) {
        return connection
                .preparedQuery("""
                        insert into channel_account (id, company_id, channel, address, name, department_id, bot, enabled,
                                                     settings, secrets, created_at, changed_at)
                        select $1, $2, $3::text, $4::text, $5, $6, $7, $8, $9, $10, now(), now()
                        where not exists (select 1 from channel_account
                                          where company_id = $2 and channel = $3::text and address = $4::text and id <> $1)
                        on conflict (id) do update
                        set address = excluded.address, name = excluded.name, department_id = excluded.department_id,
                            bot = excluded.bot, enabled = excluded.enabled, settings = excluded.settings,
                            secrets = excluded.secrets, changed_at = excluded.changed_at, paused_until = null,
                            problem = null
                        """)
                .execute(Tuple.tuple()
                        .addValue(account.id())
                        .addValue(account.company())
                        .addValue(account.channel())
                        .addValue(account.address())
                        .addValue(account.name())
                        .addValue(account.department())
                        .addValue(account.bot())
                        .addValue(account.enabled())
                        .addValue(account.settings())
                        .addValue(io.vertx.core.buffer.Buffer.buffer(box.seal(account.id(), account.secrets()))))
                .map(rows -> rows.rowCount() == 1);
    }

    Uni<Boolean> remove(SqlConnection connection, UUID id) {
        return connection
                .preparedQuery("delete from channel_account where id = $1")
                .execute(Tuple.of(id))
                .map(rows -> rows.rowCount() == 1);
    }

    private List<Kept> kept(RowSet<Row> rows) {
        var all = new ArrayList<Kept>(rows.size());
        rows.forEach(row -> all.add(kept(row)));
        return all;
    }

    private Kept kept(Row row) {
        var id = row.getUUID("id");
        var account = new Account(
                id,
                row.getUUID("company_id"),
                row.getString("channel"),
                row.getString("address"),
                row.getString("name"),
                row.getUUID("department_id"),
                row.getBoolean("bot"),
                row.getBoolean("enabled"),
                row.getJsonObject("settings"),
                box.open(id, row.getBuffer("secrets").getBytes()));
        return new Kept(
                account,
                instant(row.getOffsetDateTime("paused_until")),
                row.getLong("waiting"),
                row.getString("problem"));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
