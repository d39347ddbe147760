package dev.sapa.chat.search;

import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Scope;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Makes messages findable, beside the path on which they are sent; one replica at a time, each message once. */
@ApplicationScoped
class SearchIndexTransaction {

    private static final String LOCK = "select up_to from search_progress for update";
    private static final String LOCK_FREE = LOCK + " skip locked";

    private static final String FILL = """
            with fresh as (
                insert into message_search (message_id, company_id, conversation_id, words)
                select m.id, m.company_id, m.conversation_id, search_words(m.body)
                from message m
                where m.id >= $1 and m.author <> 'system'
                  and not exists (select 1 from message_search s where s.message_id = m.id)
                order by m.id limit $2
                on conflict do nothing
                returning message_id)
            select count(*), max(message_id::text) from fresh
            """;

    /** Never beyond what may still be committed with an id of its time. */
    private static final String ADVANCE = """
            update search_progress set up_to = greatest(up_to, least($1::uuid,
                (lpad(to_hex(cast(extract(epoch from now()) * 1000 as bigint) - $2), 12, '0') || repeat('0', 20))::uuid))
            """;

    private static final UUID LAST = UUID.fromString("ffffffff-ffff-ffff-ffff-ffffffffffff");

    private final EventTransactions transactions;
    private final SearchSettings settings;

    SearchIndexTransaction(EventTransactions transactions, SearchSettings settings) {
        this.transactions = transactions;
        this.settings = settings;
    }

    /** One step, after whoever makes one now; everything committed before can be found then, unless much waited. */
    Uni<Void> step() {
        return step(LOCK).replaceWithVoid();
    }

    /** Steps until nothing waits, unless somebody else is at it. */
    Uni<Void> fill() {
        return step(LOCK_FREE).chain(more -> more ? fill() : Uni.createFrom().voidItem());
    }

    /** Answers whether more waits. */
    private Uni<Boolean> step(String lock) {
        return transactions.readInConnection(Scope.everyCompany(), connection -> connection
                .query(lock)
                .execute()
                .chain(rows -> rows.size() == 0
                        ? Uni.createFrom().item(false)
                        : fill(connection, rows.iterator().next().getUUID(0))));
    }

    private Uni<Boolean> fill(SqlConnection connection, UUID upTo) {
        return connection
                .preparedQuery(FILL)
                .execute(Tuple.of(upTo, (long) settings.step()))
                .map(rows -> rows.iterator().next())
                .chain(done -> {
                    var more = done.getLong(0) >= settings.step();
                    return advance(connection, more ? UUID.fromString(last(done)) : LAST)
                            .replaceWith(more);
                });
    }

    private static String last(Row done) {
        return done.getString(1);
    }

    private Uni<Void> advance(SqlConnection connection, UUID to) {
        return connection
                .preparedQuery(ADVANCE)
                .execute(Tuple.of(to, settings.settle().toMillis()))
                .replaceWithVoid();
    }
}
