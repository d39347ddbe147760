package dev.sapa.routing.offer;

import dev.sapa.routing.assignment.Decision;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What matching wants to be offered; the agent's place is taken and the item locked.
 *
 * @param id of the offer, and of the assignment if it is accepted
 */
public record Proposal(
        UUID id, UUID conversation, UUID agent, @Nullable UUID department, Decision decision) {}
