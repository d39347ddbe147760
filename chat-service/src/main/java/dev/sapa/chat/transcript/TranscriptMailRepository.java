package dev.sapa.chat.transcript;

import com.github.f4b6a3.uuid.UuidCreator;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Which transcripts were mailed, on the plain client. */
@ApplicationScoped
class TranscriptMailRepository {

    private static final String LOCK = "select 1 from conversation where id = $1 for no key update";

    private static final String NOTE = """
            insert into transcript_mail (id, company_id, conversation_id, asked_at)
            select $1, $2, $3, now()
            where (select count(*) from transcript_mail
                   where conversation_id = $3 and asked_at > now() - interval '1 day') < $4
            """;

    /** Notes one more; false when the day's are used up. Several at a time follow each other. */
    Uni<Boolean> note(SqlConnection connection, UUID company, UUID conversation, int aDay) {
        return connection
                .preparedQuery(LOCK)
                .execute(Tuple.of(conversation))
                .chain(() -> connection
                        .preparedQuery(NOTE)
                        .execute(Tuple.of(UuidCreator.getTimeOrderedEpoch(), company, conversation, (long) aDay)))
                .map(rows -> rows.rowCount() == 1);
    }
}
