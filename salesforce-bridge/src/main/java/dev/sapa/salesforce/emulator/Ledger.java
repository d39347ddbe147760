package dev.sapa.salesforce.emulator;

import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Scope;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowIterator;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes what happens. Everything that happens to one end user is in one order, that of the commits, because whoever writes
 * holds the end user's row.
 */
@ApplicationScoped
class Ledger {

    private static final String LOCK =
            "select last_event from emulator_subject where org_id = $1 and subject = $2 for update";
    private static final String NUMBER = """
            update emulator_subject set last_event = last_event + 1 where org_id = $1 and subject = $2
            returning last_event
            """;
    private static final String TELL = """
            insert into emulator_event (org_id, subject, number, company_id, name, data) values ($1, $2, $3, $4, $5, $6)
            """;
    private static final String KEEP = """
            insert into emulator_entry
                (conversation_id, session_id, company_id, identifier, entry_type, payload, role, app_type, subject,
                 display_name, related_record, client_timestamp, transcripted_at, desk_pending, desk_seq, read_told)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, false)
            on conflict (conversation_id, identifier) do nothing
            """;

    private final EventTransactions transactions;
    private final Streams streams;

    Ledger(EventTransactions transactions, Streams streams) {
        this.transactions = transactions;
        this.streams = streams;
    }

    /** Reads within the company. */
    <T> Uni<T> reading(UUID company, Function<SqlConnection, Uni<T>> work) {
        return transactions.readInConnection(Scope.of(company), work);
    }

    /** Changes something of an end user, whose row is locked; the streams hear of it once it is committed. */
    <T> Uni<T> changing(UUID company, String org, String subject, Function<SqlConnection, Uni<T>> work) {
        return transactions
                .readInConnection(Scope.of(company), connection -> connection
                        .preparedQuery(LOCK)
                        .execute(Tuple.of(org, subject))
                        .chain(() -> work.apply(connection)))
                .invoke(() -> streams.wake(org, subject));
    }

    /**
     * Keeps an entry and tells of it.
     *
     * @param pending whether it is still to be brought to our desk
     * @param deskSeq its position there; null while it has none
     * @return false when the conversation has an entry of that id; nothing is told then
     */
    Uni<Boolean> keep(SqlConnection connection, Place place, Entry entry, boolean pending, @Nullable Long deskSeq) {
        var values = Tuple.tuple()
                .addValue(place.conversationId())
                .addValue(place.sessionId())
                .addValue(place.companyId())
                .addValue(entry.identifier())
                .addValue(entry.entryType())
                .addValue(new JsonObject(entry.payload().toString()))
                .addValue(entry.sender().role())
                .addValue(entry.sender().appType())
                .addValue(entry.sender().subject())
                .addValue(entry.sender().displayName())
                .addValue(entry.related())
                .addValue(entry.clientTimestamp())
                .addValue(entry.transcriptedTimestamp())
                .addValue(pending)
                .addValue(deskSeq);
        return connection
                .preparedQuery(KEEP)
                .execute(values)
                .chain(rows -> rows.rowCount() == 0
                        ? Uni.createFrom().item(false)
                        : tell(connection, place, entry).replaceWith(true));
    }

    /** Tells of something that is not kept among the entries. */
    Uni<Void> tell(SqlConnection connection, Place place, Entry entry) {
        return connection
                .preparedQuery(NUMBER)
                .execute(Tuple.of(place.orgId(), place.subject()))
                .chain(rows -> connection
                        .preparedQuery(TELL)
                        .execute(Tuple.of(
                                place.orgId(),
                                place.subject(),
                                rows.iterator().next().getLong("last_event"),
                                place.companyId(),
                                entry.eventName(),
                                entry.told(place.channel(), place.conversationId())
                                        .toString())))
                .replaceWithVoid();
    }

    /** The session that matches the condition; the item is null when there is none. */
    static Uni<@Nullable Session> session(SqlConnection connection, String condition, Object value) {
        return connection
                .preparedQuery(Session.SELECT + " where " + condition)
                .execute(Tuple.of(value))
                .map(Ledger::first)
                .map(row -> row == null ? null : Session.of(row));
    }

    static @Nullable Row first(RowSet<Row> rows) {
        RowIterator<Row> iterator = rows.iterator();
        return iterator.hasNext() ? iterator.next() : null;
    }
}
