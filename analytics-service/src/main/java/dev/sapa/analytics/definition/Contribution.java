package dev.sapa.analytics.definition;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a conversation adds to a total.
 *
 * @param at     the moment that decides to which interval it belongs
 * @param amount milliseconds of a timed measure, from 0; else how many
 * @param sign   1; or −1 where an earlier contribution is taken back
 */
public record Contribution(
        Instant at, @Nullable UUID departmentId, @Nullable UUID agentId, Measure measure, long amount, int sign) {

    static Contribution of(Instant at, @Nullable UUID department, @Nullable UUID agent, Measure measure, long amount) {
        return new Contribution(at, department, agent, measure, amount, 1);
    }

    /** Clocks of two processes may differ by a little; no time is below zero. */
    static long millis(Instant from, Instant to) {
        return Math.max(0, Duration.between(from, to).toMillis());
    }

    Contribution negated() {
        return new Contribution(at, departmentId, agentId, measure, amount, -sign);
    }
}
