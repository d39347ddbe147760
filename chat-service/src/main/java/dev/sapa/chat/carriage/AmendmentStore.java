package dev.sapa.chat.carriage;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What providers have still to hear of messages that they carried. */
@ApplicationScoped
class AmendmentStore {

    private static final String CLAIM = """
            update channel_outbound o
            set amend_at = now() + $1::float8 * interval '1 millisecond', amend_attempts = o.amend_attempts + 1
            from (select message_id, part from channel_outbound
                  where amendment is not null and amend_at <= now() and state in ('sent', 'delivered', 'read')
                  order by amend_at limit $2 for update skip locked) due
            where o.message_id = due.message_id and o.part = due.part
            returning o.message_id, o.part, o.company_id, o.account_id, o.conversation_id, o.address, o.provider_id,
                      o.amendment, o.amend_round, o.amend_attempts,
                      (select m.body from message m where m.id = o.message_id) as body,
                      (select m.attachments is not null and m.attachments <> '[]'::jsonb
                       from message m where m.id = o.message_id)
                      or (select count(*) > 1 from channel_outbound p where p.message_id = o.message_id) as composed
            """;

    /**
     * A part of a message that is to be changed.
     *
     * @param text     as it is to be; null takes it back
     * @param composed whether the message is more than one text
     */
    record Due(
            UUID message,
            int part,
            UUID company,
            UUID account,
            UUID conversation,
            String address,
            @Nullable String providerId,
            @Nullable String text,
            boolean composed,
            int round,
            int attempts) {}

    /** Takes some, for as long as an attempt may last. */
    Uni<List<Due>> claim(SqlConnection connection, Duration lease, int atMost) {
        return connection
                .preparedQuery(CLAIM)
                .execute(Tuple.of((double) lease.toMillis(), (long) atMost))
                .map(rows -> {
                    var due = new ArrayList<Due>(rows.size());
                    rows.forEach(row -> due.add(due(row)));
                    return due;
                });
    }

    private static Due due(Row row) {
        var takenBack = row.getString("amendment").equals("delete");
        return new Due(
                row.getUUID("message_id"),
                row.getInteger("part"),
                row.getUUID("company_id"),
                row.getUUID("account_id"),
                row.getUUID("conversation_id"),
                row.getString("address"),
                row.getString("provider_id"),
                takenBack ? null : row.getString("body"),
                !takenBack && row.getBoolean("composed"),
                row.getInteger("amend_round"),
                row.getInteger("amend_attempts"));
    }

    Uni<Void> later(SqlConnection connection, Due due, Duration pause) {
        return connection
                .preparedQuery("""
                        update channel_outbound set amend_at = now() + $4::float8 * interval '1 millisecond'
                        where message_id = $1 and part = $2 and amend_round = $3
                        """)
                .execute(Tuple.of(due.message(), due.part(), due.round(), (double) pause.toMillis()))
                .replaceWithVoid();
    }

    /** In a session; false when it was changed once more meanwhile, so that it is not done. */
    Uni<Boolean> done(Due due) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                                update channel_outbound set amendment = null, amend_at = null
                                where message_id = ?1 and part = ?2 and amend_round = ?3 and amendment is not null
                                """)
                        .setParameter(1, due.message())
                        .setParameter(2, due.part())
                        .setParameter(3, due.round())
                        .executeUpdate())
                .map(rows -> rows == 1);
    }
}
