package dev.sapa.bench.scenario;

import dev.sapa.bench.report.Report;

/** One measurement. */
interface Scenario {

    /** On the command line. */
    String name();

    /** What it measures, for the help. */
    String summary();

    /** Starts what it needs, measures, and says what came out. */
    Report run(Bench bench);

    /**
     * Whether the command ends with success. Figures that miss a target are news, not an error; only what is there to
     * guard says otherwise.
     */
    default boolean passes(Report report) {
        return true;
    }
}
