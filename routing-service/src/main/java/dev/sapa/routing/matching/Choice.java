package dev.sapa.routing.matching;

import dev.sapa.routing.agent.Agent;
import dev.sapa.routing.agent.Wishes;
import dev.sapa.routing.assignment.Decision.Contender;
import dev.sapa.routing.queue.WorkItem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which agent gets which conversation: whoever meets best what it wishes first, then least relative load, then longest
 * idle, then a hash that differs from conversation to conversation. Remembers what it has given out, so that a batch is
 * chosen as if one by one.
 */
final class Choice {

    private static final int NAMED_CONTENDERS = 5;

    /** An agent and what it would carry with what it was given so far. */
    private static final class Place {

        private final Agent agent;
        private int load;

        private Place(Agent agent) {
            this.agent = agent;
            this.load = agent.load();
        }

        private int room() {
            return agent.capacity() - load;
        }

        private Contender contender(Wishes wishes) {
            return new Contender(agent.id(), load, agent.capacity(), agent.idleSince(), List.of(), wishes.metBy(agent));
        }
    }

    /**
     * The outcome for one conversation.
     *
     * @param eligible   how many agents could have got it
     * @param excluded   how many more there would be, had they not let it pass
     * @param contenders the first of them in order, as they stood before it was given
     */
    record Pick(Agent agent, int eligible, int excluded, List<Contender> contenders) {}

    private final Map<UUID, List<Place>> members = new HashMap<>();
    private final List<Place> everybody = new ArrayList<>();

    /** @param agents those that are available; the ones without room are left out */
    Choice(List<Agent> agents) {
        for (var agent : agents) {
            if (agent.available() && agent.hasRoom()) {
                var place = new Place(agent);
                agent.departments().stream()
                        .distinct()
                        .filter(agent::helpsIn)
                        .forEach(department -> members.computeIfAbsent(department, any -> new ArrayList<>())
                                .add(place));
                if (agent.helpsIn(null)) {
                    everybody.add(place);
                }
            }
        }
    }

    /** How many conversations each department could still be given, at most {@code limit} each. */
    Map<UUID, Integer> places(int limit) {
        var places = new HashMap<UUID, Integer>();
        members.forEach((department, ofIt) -> places.put(department, room(ofIt, limit)));
        return places;
    }

    /** How many conversations of no department could still be given, at most {@code limit}. */
    int undecidedPlaces(int limit) {
        return room(everybody, limit);
    }

    /** Chooses for one conversation and counts it; null when nobody eligible has room. */
    @Nullable
    Pick pick(WorkItem item) {
        var wishes = Wishes.of(item.attributes());
        var order = order(item, wishes);
        var first = new ArrayList<Place>(NAMED_CONTENDERS + 1);
        int eligible = 0;
        int excluded = 0;
        for (var place : candidates(item)) {
            if (place.room() <= 0) {
                continue;
            }
            if (item.excluded().contains(place.agent.id())) {
                excluded++;
            } else {
                eligible++;
                insert(first, place, order);
            }
        }
        if (first.isEmpty()) {
            return null;
        }
        var contenders = first.stream().map(place -> place.contender(wishes)).toList();
        first.get(0).load++;
        return new Pick(first.get(0).agent, eligible, excluded, contenders);
    }

    private List<Place> candidates(WorkItem item) {
        return item.department() == null ? everybody : members.getOrDefault(item.department(), List.of());
    }

    private static void insert(List<Place> first, Place place, Comparator<Place> order) {
        int at = first.size();
        while (at > 0 && order.compare(place, first.get(at - 1)) < 0) {
            at--;
        }
        if (at < NAMED_CONTENDERS) {
            first.add(at, place);
        }
        if (first.size() > NAMED_CONTENDERS) {
            first.remove(NAMED_CONTENDERS);
        }
    }

    private static Comparator<Place> order(WorkItem item, Wishes wishes) {
        return Comparator.<Place>comparingInt(place -> -wishes.fit(place.agent))
                .thenComparingDouble(place -> (double) place.load / place.agent.capacity())
                .thenComparing(place -> place.agent.idleSince())
                .thenComparingLong(place -> mix(place.agent.id(), item.conversation()));
    }

    /** The finaliser of SplitMix64 over both ids: stable, and not always in favour of the same agent. */
    private static long mix(UUID agent, UUID conversation) {
        long bits = agent.getMostSignificantBits()
                ^ agent.getLeastSignificantBits()
                ^ conversation.getMostSignificantBits()
                ^ conversation.getLeastSignificantBits();
        bits = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
        bits = (bits ^ (bits >>> 27)) * 0x94d049bb133111ebL;
        return bits ^ (bits >>> 31);
    }

    private static int room(List<Place> places, int limit) {
        long room = places.stream().mapToLong(Place::room).sum();
        return (int) Math.min(room, limit);
    }
}
