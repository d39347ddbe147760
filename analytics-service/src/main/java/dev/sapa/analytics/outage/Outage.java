package dev.sapa.analytics.outage;

import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/** Which failures say that the database is away, rather than that something is wrong with what was asked of it. */
public final class Outage {

    /** SQLSTATE classes: connection, rollback, resources, operator intervention. */
    private static final Set<String> ANOTHER_TRY_HELPS = Set.of("08", "40", "53", "57");

    private Outage() {}

    /** Looks at the failure and at what caused it: a rollback that failed too is wrapped with it. */
    public static boolean isOutage(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException
                    || cause instanceof VertxException
                    // So the client says that its connection is closed already.
                    || cause instanceof NoStackTraceThrowable
                    || cause instanceof TimeoutException
                    || (cause instanceof PgException refused && helpsAnotherTry(refused))) {
                return true;
            }
        }
        return false;
    }

    private static boolean helpsAnotherTry(PgException refused) {
        var state = refused.getSqlState();
        return state != null && ANOTHER_TRY_HELPS.contains(state.substring(0, 2));
    }
}
