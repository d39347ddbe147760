package dev.sapa.analytics.definition;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The definitions as functions of events alone: the same events give the same numbers, in whatever order they arrive. */
public final class Definitions {

    /** Rises with every change of what a number means; a service that starts with a new one computes everything again. */
    public static final int VERSION = 1;

    private Definitions() {}

    /**
     * What events make of a conversation.
     *
     * @param contributions to totals, taken back ones included; their sum counts
     */
    public record Outcome(ConversationFacts facts, List<Contribution> contributions) {}

    /**
     * The facts of a conversation.
     *
     * @param events in any order; of several with one version the first counts
     * @throws IllegalArgumentException if there are none
     */
    public static Outcome facts(List<ConversationEvent> events) {
        var ordered = new TreeMap<Long, ConversationEvent>(Comparator.naturalOrder());
        events.forEach(event -> ordered.putIfAbsent(event.version(), event));
        var contributions = new ArrayList<Contribution>();
        ConversationFacts facts = null;
        for (var event : ordered.values()) {
            var outcome = next(facts, event);
            facts = outcome.facts();
            contributions.addAll(outcome.contributions());
        }
        if (facts == null) {
            throw new IllegalArgumentException("A conversation without events has no facts");
        }
        return new Outcome(facts, contributions);
    }

    /**
     * The facts after one more event, and what it adds to totals.
     *
     * @param before the facts after all earlier versions; null when there are none
     */
    public static Outcome next(@Nullable ConversationFacts before, ConversationEvent event) {
        return new Step(before, event).outcome();
    }

    /** Whether totals already given have to be booked under another topic or other tags because of the event. */
    public static boolean renames(ConversationFacts before, ConversationEvent event) {
        return !Objects.equals(before.topic(), event.topic()) || !Objects.equals(before.tags(), event.tags());
    }
}
