package dev.sapa.chat.email;

import dev.sapa.chat.email.ImapReader.Position;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How far mailboxes have been read, and who reads them. */
@ApplicationScoped
class MailboxStore {

    /** Which mailbox an account's numbers belong to. */
    private static final String PLACE =
            "concat_ws(' ', a.settings ->> 'imap_host', a.settings ->> 'imap_user', a.address, a.settings ->> 'imap_folder')";

    /**
     * A mailbox that is the caller's for a while.
     *
     * @param turn by which the caller is known
     */
    record Claim(UUID account, UUID company, long turn, int attempts, Position position) {}

    /**
     * Takes mailboxes that are due and nobody's. One that is new, or another one than before, is read from when its account
     * was set up so.
     */
    Uni<List<Claim>> claim(SqlConnection connection, int atMost, Duration life) {
        return connection
                .preparedQuery("""
                        insert into email_mailbox as m (account_id, company_id, place, since, busy_until)
                        select a.id, a.company_id, %1$s, a.changed_at, now() + $2::float8 * interval '1 millisecond'
                        from channel_account a left join email_mailbox b on b.account_id = a.id
                        where a.channel = 'email' and a.enabled and a.settings ->> 'imap_host' <> ''
                          and (b.account_id is null
                               or b.next_at <= now() and (b.busy_until is null or b.busy_until < now())
                               or b.place <> %1$s)
                        order by b.next_at nulls first limit $1
                        on conflict (account_id) do update
                        set busy_until = excluded.busy_until, turn = m.turn + 1, place = excluded.place,
                            uid_validity = case when m.place = excluded.place then m.uid_validity end,
                            last_uid = case when m.place = excluded.place then m.last_uid else 0 end,
                            since = case when m.place = excluded.place then m.since else excluded.since end
                        where m.busy_until is null or m.busy_until < now()
                        returning account_id, company_id, turn, attempts, uid_validity, last_uid, since
                        """.formatted(PLACE))
                .execute(Tuple.of((long) atMost, (double) life.toMillis()))
                .map(rows -> {
                    var claims = new ArrayList<Claim>(rows.size());
                    rows.forEach(row -> claims.add(claim(row)));
                    return claims;
                });
    }

    /** Notes how far all is taken in; the item is false when the mailbox is somebody else's by now. */
    Uni<Boolean> advance(SqlConnection connection, UUID account, long turn, long validity, long uid, Duration life) {
        return connection
                .preparedQuery("""
                        update email_mailbox
                        set uid_validity = $3, last_uid = $4, busy_until = now() + $5::float8 * interval '1 millisecond'
                        where account_id = $1 and turn = $2
                        """)
                .execute(Tuple.of(account, turn, validity, uid, (double) life.toMillis()))
                .map(rows -> rows.rowCount() == 1);
    }

    /** Lets go of it. From now on nothing older than a day need be looked at, should its numbers begin anew. */
    Uni<Void> done(SqlConnection connection, UUID account, long turn, Duration pause) {
        return connection
                .preparedQuery("""
                        update email_mailbox
                        set busy_until = null, attempts = 0, since = greatest(since, now() - interval '1 day'),
                            next_at = now() + $3::float8 * interval '1 millisecond'
                        where account_id = $1 and turn = $2
                        """)
                .execute(Tuple.of(account, turn, (double) pause.toMillis()))
                .chain(() -> tell(connection, account, null));
    }

    Uni<Void> failed(SqlConnection connection, UUID account, long turn, Duration pause, String problem) {
        return connection
                .preparedQuery("""
                        update email_mailbox
                        set busy_until = null, attempts = attempts + 1,
                            next_at = now() + $3::float8 * interval '1 millisecond'
                        where account_id = $1 and turn = $2
                        """)
                .execute(Tuple.of(account, turn, (double) pause.toMillis()))
                .chain(() -> tell(connection, account, problem));
    }

    private static Uni<Void> tell(SqlConnection connection, UUID account, @Nullable String problem) {
        return connection.preparedQuery("""
                        update channel_account set problem = $2 where id = $1 and problem is distinct from $2
                        """).execute(Tuple.of(account, problem)).replaceWithVoid();
    }

    private static Claim claim(Row row) {
        return new Claim(
                row.getUUID("account_id"),
                row.getUUID("company_id"),
                row.getLong("turn"),
                row.getInteger("attempts"),
                new Position(
                        row.getLong("uid_validity"),
                        row.getLong("last_uid"),
                        row.getOffsetDateTime("since").toInstant()));
    }
}
