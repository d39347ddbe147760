package dev.sapa.salesforce.handoff;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** How long to wait after a failure: longer each time, never all at the same moment, and as long as the other side says. */
final class Pause {

    private static final int DOUBLINGS_AT_MOST = 16;

    private final long firstMillis;
    private final long longestMillis;
    private int failures;

    Pause(Duration first, Duration longest) {
        this.firstMillis = first.toMillis();
        this.longestMillis = longest.toMillis();
    }

    /** @param wanted what the other side asks for; null when it did not say */
    long next(@Nullable Duration wanted) {
        long grown = Math.min(longestMillis, firstMillis << Math.min(failures, DOUBLINGS_AT_MOST));
        failures++;
        return wanted != null
                ? Math.max(wanted.toMillis(), firstMillis)
                : grown - ThreadLocalRandom.current().nextLong(grown / 4 + 1);
    }

    void over() {
        failures = 0;
    }
}
