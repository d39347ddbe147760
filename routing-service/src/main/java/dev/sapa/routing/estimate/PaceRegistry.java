package dev.sapa.routing.estimate;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Paces computed a moment ago, so that a thousand waiting visitors who look do not each have it computed. Safe for use
 * by any thread. */
@ApplicationScoped
class PaceRegistry {

    private static final int MOST = 10_000;

    private final ConcurrentHashMap<Queue, Kept> kept = new ConcurrentHashMap<>();
    private final long keepNanos;

    PaceRegistry(EstimateSettings settings) {
        this.keepNanos = settings.keep().toNanos();
    }

    private record Queue(UUID company, Optional<UUID> department) {}

    /** @param since on the clock of {@link System#nanoTime} */
    private record Kept(Pace pace, long since) {}

    /** The queue's pace if it was computed a moment ago, else null. */
    @Nullable
    Pace recall(UUID company, @Nullable UUID department) {
        var found = kept.get(new Queue(company, Optional.ofNullable(department)));
        return found == null || System.nanoTime() - found.since() >= keepNanos ? null : found.pace();
    }

    void keep(UUID company, @Nullable UUID department, Pace pace) {
        if (kept.size() >= MOST) {
            kept.clear();
        }
        kept.put(new Queue(company, Optional.ofNullable(department)), new Kept(pace, System.nanoTime()));
    }
}
