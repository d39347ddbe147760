package dev.sapa.chat.conversation;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The statements of the paths that do not go through Hibernate: reading, and the locks of the send path. */
@ApplicationScoped
public class ConversationStore {

    private static final String READ = "select " + ConversationState.COLUMNS + ", " + MessageView.COLUMNS + " from "
            + ConversationState.TABLES + " left join message m on m.conversation_id = c.id and m.seq = c.last_seq ";
    private static final String READ_ONE = READ + "where c.id = $1 and c.removed_at is null";
    private static final String READ_MANY = READ + "where c.id = any ($1) and c.removed_at is null";
    private static final String BY_NUMBER = READ + "where c.company_id = $1 and c.number = $2 and c.removed_at is null";

    /** Of each status the newest ones, by an index; of those the ones with the newest activity. */
    private static final String RECENT = """
            with candidate as (
                select id from unnest(array['waiting', 'active', 'closed']) as one (status)
                cross join lateral (
                    select id from conversation
                    where company_id = $1 and status = one.status and removed_at is null
                      and ($2::uuid is null or agent_id = $2)
                    order by started_at desc, id desc limit $3) newest)
            """ + READ + """
            where c.id in (select id from candidate)
            order by greatest(c.started_at, m.posted_at) desc, c.number desc limit $3
            """;

    private static final String LOCK =
            "select " + ConversationState.COLUMNS + " from " + ConversationState.TABLES + "where c.id = any ($1) ";
    private static final String LOCK_FREE = LOCK + "order by c.id for no key update of c skip locked";
    private static final String LOCK_WAITING = LOCK + "order by c.id for no key update of c";

    /**
     * Locks those of the conversations that nobody else has locked, in the order of their ids; the others, and those
     * that do not exist for the transaction's companies, are absent.
     */
    public Uni<List<ConversationState>> lockFree(SqlConnection connection, Collection<UUID> ids) {
        return states(connection, LOCK_FREE, Tuple.of(ids.toArray(UUID[]::new)));
    }

    /** Locks the conversation and waits for that if need be; empty when it does not exist for the transaction's companies. */
    public Uni<List<ConversationState>> lockWaiting(SqlConnection connection, UUID id) {
        return states(connection, LOCK_WAITING, Tuple.of(new UUID[] {id}));
    }

    Uni<@Nullable ConversationState> find(SqlConnection connection, UUID id) {
        return states(connection, READ_ONE, Tuple.of(id)).map(found -> found.isEmpty() ? null : found.get(0));
    }

    /** Those that do not exist for the transaction's companies are absent. */
    Uni<List<ConversationState>> find(SqlConnection connection, Collection<UUID> ids) {
        return states(connection, READ_MANY, Tuple.of(ids.toArray(UUID[]::new)));
    }

    Uni<List<ConversationState>> list(SqlConnection connection, ConversationQuery query) {
        var parameters = new ArrayList<>();
        var sql = READ + query.where(parameters) + query.orderAndLimit(parameters);
        return states(connection, sql, Tuple.tuple(parameters));
    }

    Uni<@Nullable ConversationState> byNumber(SqlConnection connection, UUID company, long number) {
        return states(connection, BY_NUMBER, Tuple.of(company, number))
                .map(found -> found.isEmpty() ? null : found.get(0));
    }

    /** @param agent null for everybody's */
    Uni<List<ConversationState>> recent(SqlConnection connection, UUID company, @Nullable UUID agent, int limit) {
        return states(connection, RECENT, Tuple.of(company, agent, (long) limit));
    }

    Uni<Long> count(SqlConnection connection, ConversationQuery query) {
        var parameters = new ArrayList<>();
        return connection
                .preparedQuery("select count(*) from conversation c " + query.filter(parameters))
                .execute(Tuple.tuple(parameters))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    Uni<List<Head>> heads(SqlConnection connection, Collection<UUID> ids) {
        return connection
                .preparedQuery("select id, last_seq, version from conversation where id = any ($1)")
                .execute(Tuple.of(ids.toArray(UUID[]::new)))
                .map(rows -> all(rows, row -> new Head(row.getUUID(0), row.getLong(1), row.getLong(2))));
    }

    private static Uni<List<ConversationState>> states(SqlConnection connection, String sql, Tuple parameters) {
        return connection.preparedQuery(sql).execute(parameters).map(rows -> all(rows, ConversationState::of));
    }

    private static <T> List<T> all(RowSet<Row> rows, Function<Row, T> reading) {
        var all = new ArrayList<T>(rows.size());
        rows.forEach(row -> all.add(reading.apply(row)));
        return all;
    }

    /** How far a conversation has come. */
    record Head(UUID id, long lastSeq, long version) {}
}
