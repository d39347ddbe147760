package dev.sapa.chat.serving;

import dev.sapa.chat.conversation.MessageView;
import dev.sapa.chat.conversation.Side;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The statements of serving, on the plain client. */
@ApplicationScoped
class ServingStore {

    private static final String VISITOR_NAME = """
            coalesce((select min(i.value) from visitor_identity i
                      where i.visitor_id = c.visitor_id and i.kind = 'company_user_id'), c.visitor_id::text)
            """;

    /** A side has evidently seen what it was sent, what it read, and for the company what came before its people spoke. */
    private static final String VISITOR_SEQ = """
            greatest(c.visitor_read_seq, coalesce((select p.seq from serving_position p
                     where p.conversation_id = c.id and p.side = 'visitor'), 0))
            """;

    private static final String STAFF_SEQ = """
            greatest(c.staff_read_seq,
                     coalesce((select p.seq from serving_position p
                               where p.conversation_id = c.id and p.side = 'staff'), 0),
                     coalesce((select a.seq from message a where a.conversation_id = c.id and a.author = 'agent'
                               order by a.seq desc limit 1), 0))
            """;

    /** The newest ones, so that a long absence does not hide what is still warm. */
    private static final String UNSERVED = "select * from (select c.visitor_id as owner, " + VISITOR_NAME
            + " as owner_name, " + MessageView.COLUMNS + """
             from conversation c
             cross join lateral (select %s as seq) seen
             join message m on m.conversation_id = c.id and m.seq > seen.seq
             where %s and c.status <> 'closed' and c.last_seq > seen.seq
               and (%s or m.client_msg_id like 'hand-off:%%' and m.author = 'system')
             order by m.posted_at desc, m.seq desc limit $2) newest
            order by posted_at, conversation_id, seq
            """;

    /** Conversations of the demo that nobody has touched are left alone, as routing does. */
    private static final String OF_COMPANY =
            UNSERVED.formatted(STAFF_SEQ, "c.company_id = $1 and c.routable", "m.author = 'visitor'");

    private static final String OF_VISITOR =
            UNSERVED.formatted(VISITOR_SEQ, "c.visitor_id = $1", "m.author <> 'visitor'");

    private static final String SERVED = "select c.id, c.company_id, c.visitor_id, " + VISITOR_NAME
            + " as visitor_name, " + VISITOR_SEQ + " as visitor_seq, " + STAFF_SEQ
            + " as staff_seq, c.last_seq from conversation c where c.id = $1";

    private static final String NOTE = """
            insert into serving_position (company_id, conversation_id, side, seq)
            select c.company_id, c.id, $1, n.seq
            from unnest($2::uuid[], $3::bigint[]) as n (id, seq) join conversation c on c.id = n.id
            order by c.id
            on conflict (conversation_id, side) do update set seq = excluded.seq
            where serving_position.seq < excluded.seq
            """;

    Uni<List<UnservedMessage>> ofCompany(SqlConnection connection, UUID company, int limit) {
        return unserved(connection, OF_COMPANY, company, limit);
    }

    Uni<List<UnservedMessage>> ofVisitor(SqlConnection connection, UUID visitor, int limit) {
        return unserved(connection, OF_VISITOR, visitor, limit);
    }

    private static Uni<List<UnservedMessage>> unserved(SqlConnection connection, String sql, UUID whose, int limit) {
        return connection
                .preparedQuery(sql)
                .execute(Tuple.of(whose, (long) limit))
                .map(ServingStore::messages);
    }

    private static List<UnservedMessage> messages(RowSet<Row> rows) {
        var messages = new ArrayList<UnservedMessage>(rows.size());
        rows.forEach(row -> messages.add(
                new UnservedMessage(row.getUUID("owner"), row.getString("owner_name"), MessageView.of(row))));
        return messages;
    }

    /** The item is null when there is no such conversation. */
    Uni<@Nullable ServedView> served(SqlConnection connection, UUID conversation) {
        return connection.preparedQuery(SERVED).execute(Tuple.of(conversation)).map(rows -> {
            var found = rows.iterator();
            return found.hasNext() ? view(found.next()) : null;
        });
    }

    private static ServedView view(Row row) {
        return new ServedView(
                row.getUUID("id"),
                row.getUUID("company_id"),
                row.getUUID("visitor_id"),
                row.getString("visitor_name"),
                row.getLong("visitor_seq"),
                row.getLong("staff_seq"),
                row.getLong("last_seq"));
    }

    Uni<Void> note(SqlConnection connection, Side side, Map<UUID, Long> positions) {
        var ids = List.copyOf(positions.keySet());
        return connection
                .preparedQuery(NOTE)
                .execute(Tuple.of(
                        side.name().toLowerCase(Locale.ROOT),
                        ids.toArray(UUID[]::new),
                        ids.stream().map(positions::get).toArray(Long[]::new)))
                .replaceWithVoid();
    }
}
