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

    /** Counts an assignment; {@code waited} is the time from when a human was needed. */
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

    /**
     * Counts conversations that went back; {@code reason} is {@code agent-lost}, {@code agent-inactive} or
     * {@code transferred}.
     */
    public void returned(String reason, int conversations) {
        meters.counter("sapa.assignment.returned", "reason", reason).increment(conversations);
    }

    /** Notes how long one round of matching for one company took. */
    public void decided(Duration took) {
        meters.timer("sapa.matching.decision").record(took);
    }
}
