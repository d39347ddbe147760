package dev.sapa.auth.problem;

import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** What a failed database call was about. */
enum DatabaseFailure {
    /** The database is away, or too busy to talk to us. */
    OUTAGE,
    /** The caller sent text that no column can hold, such as one with a NUL. */
    UNSTORABLE_TEXT,
    /** Our own fault. */
    DEFECT;

    // 57P01..57P05: shut down, crashed, starting up, dropped, idle; 53300: too many connections; 08xxx: connection
    // lost.
    private static final Set<String> AWAY =
            Set.of("57P01", "57P02", "57P03", "57P05", "53300", "08000", "08003", "08006");
    private static final String INVALID_BYTES = "22021";

    /** Looks at the failure and at what caused it. */
    static DatabaseFailure of(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            var state = state(at);
            if (at instanceof IOException
                    || at instanceof TimeoutException
                    || at instanceof VertxException
                    // So the client says that its connection is closed already.
                    || at instanceof NoStackTraceThrowable) {
                return OUTAGE;
            }
            if (state != null && AWAY.contains(state)) {
                return OUTAGE;
            }
            if (INVALID_BYTES.equals(state)) {
                return UNSTORABLE_TEXT;
            }
        }
        return DEFECT;
    }

    private static @Nullable String state(Throwable failure) {
        if (failure instanceof PgException refused) {
            return refused.getSqlState();
        }
        return failure instanceof SQLException refused ? refused.getSQLState() : null;
    }
}
