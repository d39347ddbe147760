package dev.sapa.relay;

import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.DatabaseException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Tells a database that is away from a statement that is wrong, in every shape in which the clients report it. */
public final class DatabaseOutage {

    /** SQLSTATE classes: connection exception, insufficient resources, operator intervention, system error. */
    private static final Set<String> CLASSES = Set.of("08", "53", "57", "58");

    /** A statement was cancelled, which is not an outage though it is of class 57. */
    private static final String CANCELLED = "57014";

    /** A standby that has not become the primary yet, or a primary that is none any more. */
    private static final String READ_ONLY = "25006";

    /** SQLSTATE class: transaction rollback, which is a serialisation failure or a deadlock. */
    private static final String ROLLED_BACK = "40";

    private DatabaseOutage() {}

    /** Whether the database cannot be reached, or cannot serve at present. Looks at what caused the failure, too. */
    public static boolean isOutage(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (isBroken(cause) || isOutage(state(cause))) {
                return true;
            }
        }
        return false;
    }

    /** Whether the same request may well succeed in a moment: an outage, or a transaction that lost to another one. */
    public static boolean passes(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            var state = state(cause);
            if (state != null && state.startsWith(ROLLED_BACK)) {
                return true;
            }
        }
        return isOutage(failure);
    }

    /** The SQLSTATE that the database gave; null when the failure is none of its answers. */
    public static @Nullable String state(Throwable failure) {
        if (failure instanceof PgException refused) {
            return refused.getSqlState();
        }
        return failure instanceof SQLException refused ? refused.getSQLState() : null;
    }

    private static boolean isBroken(Throwable failure) {
        return failure instanceof IOException
                // What the database said is one too.
                || (failure instanceof VertxException && !(failure instanceof DatabaseException))
                // So the client says that its connection is closed already.
                || failure instanceof NoStackTraceThrowable
                || failure instanceof TimeoutException;
    }

    private static boolean isOutage(@Nullable String state) {
        return state != null
                && !state.equals(CANCELLED)
                && (state.equals(READ_ONLY) || CLASSES.contains(state.substring(0, Math.min(2, state.length()))));
    }
}
