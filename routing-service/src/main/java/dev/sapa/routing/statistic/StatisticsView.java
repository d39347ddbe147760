package dev.sapa.routing.statistic;

/**
 * How a company stands now.
 *
 * @param open               whether any department is open, or there is none
 * @param totalAgents        agents and supervisors that may sign in
 * @param onlineAgents       those of them that are there: online, busy or away
 * @param waiting            conversations that wait, offered ones included
 * @param active             conversations that agents have
 * @param longestWaitSeconds how long the one that waits longest has waited; 0 when none does
 * @param freeSlots          conversations that agents could be given at once
 */
record StatisticsView(
        boolean open,
        AgentCounts agents,
        long totalAgents,
        long onlineAgents,
        long waiting,
        long active,
        long longestWaitSeconds,
        long freeSlots) {}
