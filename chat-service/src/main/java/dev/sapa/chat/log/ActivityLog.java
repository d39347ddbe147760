package dev.sapa.chat.log;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.sapa.events.Conversation;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The log of every conversation. A deed is written in the transaction that does it, under the conversation's lock. */
@ApplicationScoped
public class ActivityLog {

    private static final String READ = """
            select l.action, l.actor, l.actor_id, l.detail, l.at, s.name
            from conversation_log l left join staff s on s.id = l.actor_id
            where l.conversation_id = $1 order by l.version, l.id
            """;

    private static final String SAID = """
            insert into conversation_log (id, company_id, conversation_id, version, action, actor, actor_id, at)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            """;

    /** Adds a deed in the present session. */
    public Uni<Void> write(Conversation conversation, long version, Deed deed, Instant at) {
        var entry = new LogEntry(conversation.companyId(), conversation.id(), version, deed, at);
        return Panache.getSession().chain(session -> session.persist(entry));
    }

    /** Adds a deed of a message on the send path, without detail. */
    public Uni<Void> said(
            SqlConnection connection, Conversation conversation, long version, Action action, Actor actor, Instant at) {
        return connection
                .preparedQuery(SAID)
                .execute(Tuple.tuple()
                        .addValue(UuidCreator.getTimeOrderedEpoch())
                        .addValue(conversation.companyId())
                        .addValue(conversation.id())
                        .addValue(version)
                        .addValue(action.toString())
                        .addValue(actor.side().toString())
                        .addValue(actor.staffId())
                        .addValue(at.atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    /**
     * The whole log, oldest first; the caller must have made sure that the reader may see the conversation.
     *
     * @param asStaff whether notes are told too
     */
    public Uni<List<LogView>> read(SqlConnection connection, UUID conversation, boolean asStaff) {
        return connection.preparedQuery(READ).execute(Tuple.of(conversation)).map(rows -> {
            var deeds = new ArrayList<LogView>(rows.size());
            rows.forEach(row -> deeds.add(view(row, asStaff)));
            return deeds;
        });
    }

    private static LogView view(Row row, boolean asStaff) {
        var person = row.getUUID("actor_id");
        return new LogView(
                row.getString("action"),
                row.getOffsetDateTime("at").toInstant(),
                row.getString("actor"),
                person == null ? null : new LogView.Person(person, row.getString("name")),
                detail(row.getString("detail"), asStaff));
    }

    private static @Nullable Map<String, Object> detail(@Nullable String text, boolean asStaff) {
        if (text == null) {
            return null;
        }
        var detail = new JsonObject(text).getMap();
        if (!asStaff) {
            detail.remove(Deed.NOTE);
        }
        return detail.isEmpty() ? null : detail;
    }
}
