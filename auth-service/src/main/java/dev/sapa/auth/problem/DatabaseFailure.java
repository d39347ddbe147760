package dev.sapa.auth.problem;

import dev.sapa.relay.DatabaseOutage;

/** What a failed database call was about. */
enum DatabaseFailure {
    /** The database is away, or asks for another try. */
    OUTAGE,
    /** The caller sent text that no column can hold, such as one with a NUL. */
    UNSTORABLE_TEXT,
    /** Our own fault. */
    DEFECT;

    private static final String INVALID_BYTES = "22021";

    /** Looks at the failure and at what caused it. */
    static DatabaseFailure of(Throwable failure) {
        if (DatabaseOutage.passes(failure)) {
            return OUTAGE;
        }
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (INVALID_BYTES.equals(DatabaseOutage.state(at))) {
                return UNSTORABLE_TEXT;
            }
        }
        return DEFECT;
    }
}
