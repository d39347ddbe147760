package dev.sapa.routing.statistic;

/** How many agents and supervisors have which status; who is not live counts as offline. */
record AgentCounts(long online, long busy, long away, long offline) {

    long total() {
        return online + busy + away + offline;
    }
}
