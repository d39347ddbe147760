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

    public static boolean isOutage(Throwable failure) {
        return failure instanceof IOException
                || failure instanceof VertxException
                || failure instanceof NoStackTraceThrowable
                || failure instanceof TimeoutException
                || (failure instanceof PgException refused && helpsAnotherTry(refused));
    }

    private static boolean helpsAnotherTry(PgException refused) {
        var state = refused.getSqlState();
        return state != null && ANOTHER_TRY_HELPS.contains(state.substring(0, 2));
    }
}
