package dev.sapa.relay;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vertx.pgclient.PgException;
import org.jspecify.annotations.Nullable;

/** Which failures of a handler are worth another try. */
final class Failures {

    private Failures() {}

    /** Whether no retry can help: the event itself is wrong, or the database says that the data is. */
    static boolean isPoison(@Nullable Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PoisonEvent || cause instanceof JsonProcessingException) {
                return true;
            }
            // SQLSTATE class 22: data exception (a value that no retry will make fit).
            if (cause instanceof PgException pg
                    && pg.getSqlState() != null
                    && pg.getSqlState().startsWith("22")) {
                return true;
            }
        }
        return false;
    }

    /** Whether the failure is our own mistake rather than a dependency's absence: retried a few times only. */
    static boolean isSuspicious(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof NullPointerException
                    || cause instanceof ClassCastException
                    || cause instanceof IllegalArgumentException
                    || cause instanceof UnsupportedOperationException) {
                return true;
            }
            // SQLSTATE class 23: a constraint refused it; once may be a race, again and again is not.
            if (cause instanceof PgException pg
                    && pg.getSqlState() != null
                    && pg.getSqlState().startsWith("23")) {
                return true;
            }
        }
        return false;
    }
}
