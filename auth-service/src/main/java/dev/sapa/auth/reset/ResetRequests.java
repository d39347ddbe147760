package dev.sapa.auth.reset;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;

/** Log-in names for which somebody asked for a link, until the mail is out; takes part in the caller's transaction. */
@ApplicationScoped
class ResetRequests {

    private static final String ADD =
            "insert into reset_request (login, tries, next_try_at) values ($1, 0, $2)" + " on conflict do nothing";
    private static final String CLAIM = "update reset_request set tries = tries + 1, next_try_at = $2"
            + " where login in (select login from reset_request where next_try_at <= $1"
            + " order by next_try_at limit $3 for update skip locked) returning login, tries";
    private static final String DONE = "delete from reset_request where login = $1";

    /**
     * A request to be served now.
     *
     * @param tries how often it was taken up, this time included
     */
    record Claimed(String login, int tries) {}

    /** One that waits already is enough. */
    Uni<Void> add(SqlConnection connection, String login, Instant now) {
        return connection
                .preparedQuery(ADD)
                .execute(Tuple.of(login.toLowerCase(Locale.ROOT), now.atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    /** Takes requests that nobody else serves; whoever takes one has until {@code retryAfter} from now. */
    Uni<List<Claimed>> claim(SqlConnection connection, Instant now, Duration retryAfter, int most) {
        return connection
                .preparedQuery(CLAIM)
                .execute(Tuple.of(
                        now.atOffset(ZoneOffset.UTC), now.plus(retryAfter).atOffset(ZoneOffset.UTC), most))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Claimed(row.getString("login"), row.getInteger("tries")))
                        .toList());
    }

    Uni<Void> done(SqlConnection connection, String login) {
        return connection.preparedQuery(DONE).execute(Tuple.of(login)).replaceWithVoid();
    }
}
