package dev.sapa.chat.history;

import dev.sapa.chat.contact.ContactView;
import dev.sapa.chat.conversation.MessageView;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** The statements of the history, on the plain client. */
@ApplicationScoped
class HistoryStore {

    private static final String OF_VISITOR =
            " where c.visitor_id = $1 and ($2::uuid is null or c.id = $2) and c.removed_at is null";

    private static final String PAGE = "select " + HistoryItem.COLUMNS + ", " + ContactView.COLUMNS + ", "
            + MessageView.COLUMNS + """
             from conversation c
             left join staff s on s.id = c.agent_id
             left join department d on d.id = c.department_id
             left join conversation_contact k on k.conversation_id = c.id
             left join message m on m.conversation_id = c.id and m.seq = c.last_seq
            """ + OF_VISITOR + """
             and ($3::timestamptz is null or (c.started_at, c.id) < ($3, $4::uuid))
             order by c.started_at desc, c.id desc limit $5 offset $6
            """;

    private static final String COUNT = "select count(*) from conversation c" + OF_VISITOR;

    /** One more than wanted, to know whether the history goes on. */
    Uni<List<HistoryItem>> page(SqlConnection connection, HistoryQuery query) {
        var after = query.after();
        return connection
                .preparedQuery(PAGE)
                .execute(Tuple.tuple()
                        .addValue(query.visitor())
                        .addValue(query.only())
                        .addValue(after == null ? null : after.time())
                        .addValue(after == null ? null : after.id())
                        .addValue(query.limit() + 1L)
                        .addValue((long) query.offset()))
                .map(rows -> {
                    var items = new ArrayList<HistoryItem>(rows.size());
                    rows.forEach(row -> items.add(HistoryItem.of(row)));
                    return items;
                });
    }

    Uni<Long> count(SqlConnection connection, HistoryQuery query) {
        return connection
                .preparedQuery(COUNT)
                .execute(Tuple.of(query.visitor(), query.only()))
                .map(rows -> rows.iterator().next().getLong(0));
    }
}
