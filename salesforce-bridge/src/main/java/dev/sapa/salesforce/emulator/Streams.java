package dev.sapa.salesforce.emulator;

import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Scope;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The open streams of events. What one process writes wakes its own streams at once; others look now and then. */
@ApplicationScoped
class Streams {

    private static final String AFTER = """
            select number, name, data from emulator_event
            where org_id = $1 and subject = $2 and number > $3 order by number limit 200
            """;
    private static final String NEWEST = "select last_event from emulator_subject where org_id = $1 and subject = $2";

    private final EventTransactions transactions;
    private final Vertx vertx;
    private final Set<Stream> open = ConcurrentHashMap.newKeySet();

    Streams(EventTransactions transactions, Vertx vertx) {
        this.transactions = transactions;
        this.vertx = vertx;
    }

    /** Something an end user is told. */
    record Told(long number, String name, String data) {}

    void add(Stream stream) {
        open.add(stream);
    }

    void remove(Stream stream) {
        open.remove(stream);
    }

    void wake(String org, String subject) {
        for (var stream : open) {
            if (stream.isOf(org, subject)) {
                vertx.runOnContext(ignored -> stream.look());
            }
        }
    }

    Uni<List<Told>> after(EndUser user, long number) {
        return transactions.readInConnection(Scope.of(user.org().companyId()), connection -> connection
                .preparedQuery(AFTER)
                .execute(Tuple.of(user.org().id(), user.subject(), number))
                .map(rows -> {
                    var told = new ArrayList<Told>(rows.rowCount());
                    rows.forEach(row ->
                            told.add(new Told(row.getLong("number"), row.getString("name"), row.getString("data"))));
                    return told;
                }));
    }

    Uni<Long> newest(EndUser user) {
        return transactions.readInConnection(Scope.of(user.org().companyId()), connection -> connection
                .preparedQuery(NEWEST)
                .execute(Tuple.of(user.org().id(), user.subject()))
                .map(rows -> rows.iterator().next().getLong("last_event")));
    }
}
