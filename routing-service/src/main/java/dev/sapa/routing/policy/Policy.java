package dev.sapa.routing.policy;

import java.time.Duration;

/**
 * How a company's conversations reach its agents.
 *
 * @param mode whether agents are asked
 * @param term how long an agent may take to answer an offer
 */
public record Policy(Mode mode, Duration term) {

    static final Policy DEFAULT = new Policy(Mode.AUTO, Duration.ofSeconds(30));

    /** Whether an agent gets a conversation or is asked to take it. */
    public enum Mode {
        AUTO,
        ASK
    }

    public boolean asks() {
        return mode == Mode.ASK;
    }
}
