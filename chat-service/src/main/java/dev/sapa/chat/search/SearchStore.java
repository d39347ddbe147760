package dev.sapa.chat.search;

import dev.sapa.chat.access.Caller;
import dev.sapa.chat.conversation.Cursor;
import dev.sapa.chat.conversation.MessageView;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The statements of searches, on the plain client. */
@ApplicationScoped
class SearchStore {

    private static final String LIMIT = "select set_config('statement_timeout', $1, true)";

    /** Every word as a beginning; null without any. */
    private static final String WANTED =
            "select string_agg(quote_literal(word.lexeme) || ':*', ' & ') from unnest(search_words($1)) word";

    private static final String MESSAGES = "select " + MessageView.COLUMNS + """
            , c.id as c_id, c.number as c_number, c.topic, c.status, v.id as visitor_id, v.number as visitor_number,
              v.name as visitor_name,
              ts_headline('simple', m.body, $2::text::tsquery, $7) as headline
            from find_messages($1, $2::text::tsquery, $3, $4, $5, $6) found
            join message m on m.id = found.message_id
            join conversation c on c.id = found.conversation_id
            join visitor v on v.id = c.visitor_id
            order by found.message_id desc
            """;

    private static final String HEADLINE = "StartSel=%s, StopSel=%s, MaxWords=24, MinWords=12, MaxFragments=1"
            .formatted(MessageHit.HIT_BEGINS, MessageHit.HIT_ENDS);

    private static final String CONVERSATIONS = """
            select found.conversation_id, found.started_at
            from find_conversations($1, $2::text::tsquery, $3, $4, $5, $6, $7, $8) found
            order by found.started_at desc, found.conversation_id desc
            """;

    /** A conversation that was found, and where the list goes on behind it. */
    record Place(UUID conversationId, Cursor behind) {}

    Uni<Void> limit(SqlConnection connection, long millis) {
        return connection
                .preparedQuery(LIMIT)
                .execute(Tuple.of(Long.toString(millis)))
                .replaceWithVoid();
    }

    Uni<@Nullable String> wanted(SqlConnection connection, String text) {
        return connection.preparedQuery(WANTED).execute(Tuple.of(text)).map(rows -> rows.iterator()
                .next()
                .getString(0));
    }

    Uni<List<MessageHit>> messages(
            SqlConnection connection, Caller.Staff asker, String wanted, @Nullable UUID before, int limit) {
        var parameters = Tuple.tuple()
                .addValue(asker.companyId())
                .addValue(wanted)
                .addValue(asker.oversees() ? null : asker.id())
                .addValue(asker.departments().toArray(UUID[]::new))
                .addValue(before)
                .addValue(limit)
                .addValue(HEADLINE);
        return connection.preparedQuery(MESSAGES).execute(parameters).map(rows -> {
            var hits = new ArrayList<MessageHit>(rows.size());
            rows.forEach(row -> hits.add(MessageHit.of(row)));
            return hits;
        });
    }

    /** @param number of the conversation, if the text can be one */
    Uni<List<Place>> conversations(
            SqlConnection connection,
            Caller.Staff asker,
            String wanted,
            @Nullable Long number,
            @Nullable Cursor after,
            int limit) {
        var parameters = Tuple.tuple()
                .addValue(asker.companyId())
                .addValue(wanted)
                .addValue(number)
                .addValue(asker.oversees() ? null : asker.id())
                .addValue(asker.departments().toArray(UUID[]::new))
                .addValue(after == null ? null : after.time())
                .addValue(after == null ? null : after.id())
                .addValue(limit);
        return connection.preparedQuery(CONVERSATIONS).execute(parameters).map(rows -> {
            var places = new ArrayList<Place>(rows.size());
            rows.forEach(row -> {
                var id = row.getUUID(0);
                places.add(new Place(id, new Cursor(row.getOffsetDateTime(1).toInstant(), id)));
            });
            return places;
        });
    }
}
