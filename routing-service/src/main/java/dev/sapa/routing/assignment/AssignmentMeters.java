package dev.sapa.routing.assignment;

import dev.sapa.routing.assignment.Assignment.Kind;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Locale;

/** Counts what was assigned and what came back. */
@ApplicationScoped
public class AssignmentMeters {

    private final MeterRegistry meters;

    AssignmentMeters(MeterRegistry meters) {
        this.meters = meters;
    }

    /** @param waited from when a human was needed until the assignment */
    public void made(Kind kind, boolean forced, Duration waited) {
        meters.counter(
                        "sapa.assignment.made",
                        "kind",
                        kind.name().toLowerCase(Locale.ROOT),
                        "forced",
                        Boolean.toString(forced))
                .increment();
        if (!waited.isNegative()) {
            meters.timer("sapa.assignment.wait").record(waited);
        }
    }

    /** @param reason {@code agent-lost} or {@code agent-inactive} */
    public void returned(String reason, int conversations) {
        meters.counter("sapa.assignment.returned", "reason", reason).increment(conversations);
    }

    /** @param took one run of matching for one company */
    public void decided(Duration took) {
        meters.timer("sapa.matching.decision").record(took);
    }
}
