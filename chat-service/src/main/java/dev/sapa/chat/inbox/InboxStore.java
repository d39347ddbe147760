package dev.sapa.chat.inbox;

import dev.sapa.chat.access.Caller;
import dev.sapa.chat.conversation.Visibility;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The statements of the list, on the plain client. */
@ApplicationScoped
public class InboxStore {

    private static final String PAGE = InboxRow.LINE.formatted("(select " + InboxRow.INNER + """
             from conversation c left join message m on m.conversation_id = c.id and m.seq = c.last_seq
             %s %s)
            """);

    private static final String ORDER_OPEN = "order by coalesce(p.posted_at, p.started_at) desc, p.id desc";
    private static final String ORDER_CLOSED = "order by p.ended_at desc, p.id desc";
    private static final String ORDER_ANY = "order by p.started_at desc, p.id desc";

    private static final String NAMED =
            InboxRow.LINE.formatted("(select " + InboxRow.INNER + """
             from unnest($1::uuid[]) with ordinality as wanted (id, place)
             join conversation c on c.id = wanted.id
             left join message m on m.conversation_id = c.id and m.seq = c.last_seq)
            """) + "order by array_position($1::uuid[], p.id)";

    private static final String COUNTS = """
            select count(*) filter (where c.agent_id = $2),
                   count(*) filter (where c.agent_id = $2 and c.staff_unread > 0),
                   count(*) filter (where %s),
                   count(*)
            from conversation c
            where c.company_id = $1 and c.removed_at is null and c.status in ('waiting', 'active')
            """.formatted(InboxQuery.WAITS);

    Uni<List<InboxRow>> page(SqlConnection connection, InboxQuery query) {
        var parameters = new ArrayList<>();
        var where = query.where(parameters);
        var order =
                switch (query.state()) {
                    case OPEN, WAITING, ACTIVE -> ORDER_OPEN;
                    case CLOSED -> ORDER_CLOSED;
                    case ANY -> ORDER_ANY;
                };
        return rows(
                connection, PAGE.formatted(where, query.orderAndLimit(parameters)) + order, Tuple.tuple(parameters));
    }

    /** These conversations, in this order. */
    public Uni<List<InboxRow>> named(SqlConnection connection, List<UUID> ids) {
        return ids.isEmpty()
                ? Uni.createFrom().item(List.of())
                : rows(connection, NAMED, Tuple.of(ids.toArray(UUID[]::new)));
    }

    Uni<InboxCounts> counts(SqlConnection connection, Caller.Staff asker) {
        var parameters = new ArrayList<Object>(List.of(asker.companyId(), asker.id()));
        var sql = COUNTS
                + Visibility.condition(asker, parameters)
                        .map(condition -> " and " + condition)
                        .orElse("");
        return connection.preparedQuery(sql).execute(Tuple.tuple(parameters)).map(rows -> {
            var row = rows.iterator().next();
            return new InboxCounts(row.getLong(0), row.getLong(1), row.getLong(2), row.getLong(3));
        });
    }

    private static Uni<List<InboxRow>> rows(SqlConnection connection, String sql, Tuple parameters) {
        return connection.preparedQuery(sql).execute(parameters).map(found -> {
            var rows = new ArrayList<InboxRow>(found.size());
            found.forEach(row -> rows.add(InboxRow.of(row)));
            return rows;
        });
    }
}
