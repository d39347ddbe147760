package dev.sapa.chat.keywordbot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sapa.chat.message.AnsweringBot.Heard;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of the built-in bot: what it says, and what it has yet to answer. */
@ApplicationScoped
class KeywordBotStore {

    private final ObjectMapper json;

    KeywordBotStore(ObjectMapper json) {
        this.json = json;
    }

    /** Words of a visitor that wait for an answer. */
    record Task(UUID message, UUID company, UUID conversation, String text) {}

    /** A conversation in which something waits for an answer. */
    record Behind(UUID company, UUID conversation) {}

    Uni<@Nullable Definition> find(SqlConnection connection, UUID company) {
        return connection
                .preparedQuery("select definition from keyword_bot where company_id = $1")
                .execute(Tuple.of(company))
                .map(rows ->
                        rows.size() == 0 ? null : read(rows.iterator().next().getJsonObject(0)));
    }

    Uni<Void> save(SqlConnection connection, UUID company, Definition definition) {
        return connection
                .preparedQuery("""
                        insert into keyword_bot (company_id, definition) values ($1, $2)
                        on conflict (company_id) do update set definition = excluded.definition
                        """)
                .execute(Tuple.of(company, written(definition)))
                .replaceWithVoid();
    }

    /** The same, unless the company has one. */
    Uni<Void> saveIfAbsent(SqlConnection connection, UUID company, Definition definition) {
        return connection
                .preparedQuery("""
                        insert into keyword_bot (company_id, definition) values ($1, $2) on conflict do nothing
                        """)
                .execute(Tuple.of(company, written(definition)))
                .replaceWithVoid();
    }

    Uni<Void> remove(SqlConnection connection, UUID company) {
        return connection
                .preparedQuery("delete from keyword_bot where company_id = $1")
                .execute(Tuple.of(company))
                .replaceWithVoid();
    }

    /** Not where the company's own bot answers: it is told them, and this one stands aside. */
    Uni<Void> note(SqlConnection connection, List<Heard> heard) {
        return connection
                .preparedQuery("""
                        insert into bot_task (message_id, company_id, conversation_id, seq)
                        select h.message, h.company, h.conversation, h.seq
                        from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::bigint[]) as h (message, company, conversation, seq)
                        where not exists (select 1 from bot_webhook w where w.company_id = h.company and w.enabled)
                        """)
                .execute(Tuple.of(
                        heard.stream().map(Heard::message).toArray(UUID[]::new),
                        heard.stream().map(Heard::company).toArray(UUID[]::new),
                        heard.stream().map(Heard::conversation).toArray(UUID[]::new),
                        heard.stream().map(Heard::seq).toArray(Long[]::new)))
                .replaceWithVoid();
    }

    /** The first one of the conversation; the item is null when nothing waits. */
    Uni<@Nullable Task> first(SqlConnection connection, UUID conversation) {
        return connection.preparedQuery("""
                        select t.message_id, t.company_id, t.conversation_id, m.body
                        from bot_task t join message m on m.id = t.message_id
                        where t.conversation_id = $1 order by t.seq limit 1
                        """).execute(Tuple.of(conversation)).map(rows -> {
            if (rows.size() == 0) {
                return null;
            }
            var row = rows.iterator().next();
            return new Task(row.getUUID(0), row.getUUID(1), row.getUUID(2), row.getString(3));
        });
    }

    Uni<Void> done(SqlConnection connection, UUID message) {
        return connection
                .preparedQuery("delete from bot_task where message_id = $1")
                .execute(Tuple.of(message))
                .replaceWithVoid();
    }

    /** In the Hibernate transaction of its effect; false when somebody else was faster. */
    Uni<Boolean> doneInSession(UUID message) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("delete from bot_task where message_id = ?1")
                        .setParameter(1, message)
                        .executeUpdate())
                .map(rows -> rows == 1);
    }

    /** Where something has waited for longer than an answer takes. */
    Uni<List<Behind>> behind(SqlConnection connection, Duration age) {
        return connection
                .preparedQuery("""
                        select distinct company_id, conversation_id from bot_task
                        where noted_at < now() - $1::float8 * interval '1 millisecond' limit 200
                        """)
                .execute(Tuple.of((double) age.toMillis()))
                .map(rows -> {
                    var behind = new ArrayList<Behind>(rows.size());
                    rows.forEach(row -> behind.add(new Behind(row.getUUID(0), row.getUUID(1))));
                    return behind;
                });
    }

    /** Whether the bot has answered the message. */
    Uni<Boolean> answered(SqlConnection connection, UUID conversation, String clientMsgId) {
        return connection
                .preparedQuery("""
                        select 1 from message
                        where conversation_id = $1 and author_key = 'bot' and client_msg_id = $2
                        """)
                .execute(Tuple.of(conversation, clientMsgId))
                .map(rows -> rows.size() > 0);
    }

    private JsonObject written(Definition definition) {
        try {
            return new JsonObject(json.writeValueAsString(definition));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Definition read(JsonObject stored) {
        try {
            return json.readValue(stored.encode(), Definition.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
