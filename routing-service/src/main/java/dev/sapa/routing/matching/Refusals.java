package dev.sapa.routing.matching;

import dev.sapa.routing.agent.Agent;
import dev.sapa.routing.assignment.Refusal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Counts, department by department, what speaks against a company's agents; each agent counts with its first reason. */
final class Refusals {

    private final List<Agent> agents;
    private final Map<Optional<UUID>, Map<String, Integer>> byDepartment = new HashMap<>();

    Refusals(List<Agent> agents) {
        this.agents = agents;
    }

    /**
     * The counts for one conversation.
     *
     * @param eligible how many could have got it; whoever is neither that nor refused before the batch began was
     *                 filled up by conversations that came earlier in it
     * @param excluded how many had room but let it pass not long ago
     */
    Map<String, Integer> of(@Nullable UUID department, int eligible, int excluded) {
        var counts = new TreeMap<>(byDepartment.computeIfAbsent(Optional.ofNullable(department), this::count));
        int refused = counts.values().stream().mapToInt(Integer::intValue).sum();
        int filled = agents.size() - refused - eligible - excluded;
        if (filled > 0) {
            counts.merge(Refusal.NO_CAPACITY.toString(), filled, Integer::sum);
        }
        if (excluded > 0) {
            counts.merge(Refusal.EXCLUDED.toString(), excluded, Integer::sum);
        }
        return counts;
    }

    private Map<String, Integer> count(Optional<UUID> department) {
        var counts = new HashMap<String, Integer>();
        for (var agent : agents) {
            Refusal.of(agent, department.orElse(null)).stream()
                    .findFirst()
                    .ifPresent(reason -> counts.merge(reason.toString(), 1, Integer::sum));
        }
        return counts;
    }
}
