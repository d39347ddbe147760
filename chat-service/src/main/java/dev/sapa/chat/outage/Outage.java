package dev.sapa.chat.outage;

import dev.sapa.chat.problem.Problem;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Tells a database that is away from a request that is wrong. */
public final class Outage {

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    /** Beside all of class 08 (connection): too many connections, cannot connect now, shutdowns, read-only, disk full. */
    private static final Set<String> STATES =
            Set.of("53300", "57P01", "57P02", "57P03", "57P05", "25006", "53100", "53200", "53400", "58030");

    private Outage() {}

    /** Whether the database, not the request, is the reason. */
    public static boolean isOutage(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException
                    || cause instanceof TimeoutException
                    || cause instanceof VertxException
                    // So the client says that its connection is closed already.
                    || cause instanceof NoStackTraceThrowable
                    || (cause instanceof PgException error && isOutage(error.getSqlState()))) {
                return true;
            }
        }
        return false;
    }

    /** Whether a lock did not come in time. */
    public static boolean isLockTimeout(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PgException error && LOCK_NOT_AVAILABLE.equals(error.getSqlState())) {
                return true;
            }
        }
        return false;
    }

    static HttpProblem problem() {
        return Problem.later("database-unavailable", "The database cannot be reached");
    }

    private static boolean isOutage(@Nullable String state) {
        return state != null && (state.startsWith("08") || STATES.contains(state));
    }
}
