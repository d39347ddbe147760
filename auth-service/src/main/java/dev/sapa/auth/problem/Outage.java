package dev.sapa.auth.problem;

import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Tells a database that is away from one that refused what we asked. */
final class Outage {

    // 57P01..57P05: shut down, crashed, starting up, database dropped, idle time-out; 53300: too many connections.
    private static final Set<String> STATES = Set.of("57P01", "57P02", "57P03", "57P05", "53300");

    private Outage() {}

    /** Looks at the failure and at what caused it. */
    static boolean is(@Nullable Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof IOException || at instanceof TimeoutException || at instanceof VertxException) {
                return true;
            }
            if (at instanceof PgException refused && STATES.contains(refused.getSqlState())) {
                return true;
            }
        }
        return false;
    }
}
