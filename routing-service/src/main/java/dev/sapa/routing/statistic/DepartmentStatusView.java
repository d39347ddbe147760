package dev.sapa.routing.statistic;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a department stands now.
 *
 * @param nextChangeAt       when it next opens or closes; null when it does not within a year or nobody knows
 * @param agents             its members
 * @param waiting            conversations that wait for it, offered ones included
 * @param active             conversations that are answered in it
 * @param longestWaitSeconds how long the one that waits longest has waited; 0 when none does
 * @param freeSlots          conversations that its members could be given at once
 */
record DepartmentStatusView(
        UUID departmentId,
        String name,
        boolean open,
        @Nullable Instant nextChangeAt,
        AgentCounts agents,
        long waiting,
        long active,
        long longestWaitSeconds,
        long freeSlots) {}
