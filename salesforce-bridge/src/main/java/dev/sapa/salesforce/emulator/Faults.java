package dev.sapa.salesforce.emulator;

import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Scope;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What goes wrong for the next calls. Kept in the database, so that a restart and all replicas know it. */
@ApplicationScoped
class Faults {

    private static final Scope NO_COMPANY = Scope.of(List.of());

    private static final String ADD = """
            insert into emulator_fault (org_id, method, path, kind, status, pause, retry_after, times)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            """;
    private static final String TAKE = """
            update emulator_fault set times = times - 1
            where fault_id = (select fault_id from emulator_fault
                              where times > 0 and (method is null or method = $1) and $2 ~ path
                                and (org_id is null or org_id = $3)
                              order by fault_id limit 1 for update skip locked)
            returning kind, status, pause, retry_after
            """;

    private final EventTransactions transactions;

    /** Whether any may be left; asked of the database now and then only, so that calls without faults stay cheap. */
    private volatile long lookedAt = System.nanoTime() - 1_000_000_000L;

    private volatile boolean some = true;

    Faults(EventTransactions transactions) {
        this.transactions = transactions;
    }

    /**
     * Something that goes wrong.
     *
     * @param orgId      for which org's tokens; null for every call
     * @param method     null for all
     * @param path       regular expression, found anywhere in the path
     * @param kind       {@code before}: refused with the status; {@code after}: done, and then answered with the status; {@code
     *                   cut}: the connection ends without an answer; {@code cut-after}: the same once it is done; {@code half}:
     *                   it ends in the middle of the answer
     * @param pause      milliseconds before anything happens
     * @param times      for how many calls
     */
    record Fault(
            @Nullable String orgId,
            @Nullable String method,
            String path,
            String kind,
            int status,
            int pause,
            @Nullable Integer retryAfter,
            int times) {}

    Uni<Void> add(Fault fault) {
        var values = Tuple.tuple()
                .addValue(fault.orgId() == null ? null : Org.idOf(fault.orgId()))
                .addValue(fault.method())
                .addValue(fault.path())
                .addValue(fault.kind())
                .addValue(fault.status())
                .addValue(fault.pause())
                .addValue(fault.retryAfter())
                .addValue(fault.times());
        return transactions
                .readInConnection(
                        NO_COMPANY,
                        connection ->
                                connection.preparedQuery(ADD).execute(values).replaceWithVoid())
                .invoke(() -> some = true);
    }

    Uni<Void> clear() {
        return transactions.readInConnection(
                NO_COMPANY,
                connection ->
                        connection.query("delete from emulator_fault").execute().replaceWithVoid());
    }

    /** The fault that this call gets, used up by it; the item is null when it gets none. */
    Uni<@Nullable Fault> take(String method, String path, @Nullable String org) {
        if (!some && System.nanoTime() - lookedAt < 200_000_000L) {
            return Uni.createFrom().nullItem();
        }
        lookedAt = System.nanoTime();
        return transactions.readInConnection(NO_COMPANY, connection -> connection
                .preparedQuery(TAKE)
                .execute(Tuple.of(method, path, org))
                .map(Ledger::first)
                .invoke(row -> some = row != null)
                .map(row -> row == null
                        ? null
                        : new Fault(
                                org,
                                method,
                                path,
                                row.getString("kind"),
                                row.getInteger("status"),
                                row.getInteger("pause"),
                                row.getInteger("retry_after"),
                                1)));
    }
}
