package dev.sapa.salesforce.handoff;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * A circuit breaker for each company: after a row of calls that nobody answered properly, calls are not made for a while,
 * then a single one tries.
 */
@ApplicationScoped
class Breakers {

    private static final int FAILURES = 10;
    private static final long OPEN_NANOS = 3_000_000_000L;

    private final ConcurrentMap<UUID, Row> rows = new ConcurrentHashMap<>();

    private record Row(int failures, long openUntil) {}

    /** Milliseconds to wait before a call; 0 to go ahead. */
    long wait(UUID company) {
        var row = rows.get(company);
        if (row == null || row.failures() < FAILURES) {
            return 0;
        }
        long left = row.openUntil() - System.nanoTime();
        if (left > 0) {
            return left / 1_000_000 + 1;
        }
        boolean tries = rows.replace(company, row, new Row(row.failures(), System.nanoTime() + OPEN_NANOS));
        return tries ? 0 : OPEN_NANOS / 1_000_000;
    }

    void failed(UUID company) {
        rows.compute(company, (id, row) -> {
            int failures = row == null ? 1 : row.failures() + 1;
            return new Row(failures, failures < FAILURES ? 0 : System.nanoTime() + OPEN_NANOS);
        });
    }

    void answered(UUID company) {
        rows.remove(company);
    }
}
