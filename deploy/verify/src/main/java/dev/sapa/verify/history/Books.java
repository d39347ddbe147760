package dev.sapa.verify.history;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The suite's own word on a run: read from its tables, topics and reports while the run went on (samples) and when all had
 * come to rest (everything else).
 *
 * @param samples     what agents carried, at moments of the run
 * @param assignments in the order in which they were made
 * @param turns       the events of conversations, each conversation's in the order of its versions
 * @param standings   the conversations that are not over
 * @param openings    the conversations that are not over, of those of which a visitor may have one
 * @param counters    what reports say beside what is there
 * @param backlogs    what should have drained
 * @param buried      ids of the dead letters
 * @param poison      ids of the events that belong there
 */
public record Books(
        List<Sample> samples,
        List<Assignment> assignments,
        List<Turn> turns,
        List<Standing> standings,
        List<Opening> openings,
        List<Counter> counters,
        List<Backlog> backlogs,
        Set<String> buried,
        Set<String> poison) {

    /** Of a run of which nothing but messages was looked at. */
    public static final Books NONE =
            new Books(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), Set.of(), Set.of());

    public Books {
        samples = List.copyOf(samples);
        assignments = List.copyOf(assignments);
        turns = List.copyOf(turns);
        standings = List.copyOf(standings);
        openings = List.copyOf(openings);
        counters = List.copyOf(counters);
        backlogs = List.copyOf(backlogs);
        buried = Set.copyOf(buried);
        poison = Set.copyOf(poison);
    }

    /**
     * One agent in one committed state.
     *
     * @param load   what the agent's row says it carries
     * @param forced by how much a person's own hand put it above the capacity
     * @param held   open assignments and open offers, counted
     */
    public record Sample(String agent, int capacity, int load, int forced, int held) {}

    /**
     * A conversation given to an agent.
     *
     * @param open whether the agent still has it
     */
    public record Assignment(String conversation, String agent, long epoch, boolean open) {}

    /**
     * One event of a conversation.
     *
     * @param version counts the events of the conversation from 1
     * @param epoch   of the assignment that holds after it; 0 before the first
     * @param holder  whose conversation it is after it; null for nobody's
     * @param writer  the agent who wrote the message that it is; null where it is none, or somebody else's
     */
    public record Turn(
            String conversation,
            long version,
            long epoch,
            @Nullable String holder,
            @Nullable String writer) {}

    /**
     * A conversation that is not over, as its owner and as routing see it.
     *
     * @param holder   the agent by its owner's word; null while it waits
     * @param routedTo the agent by routing's word; null while it waits there, too
     * @param eligible agents with room who could have it, if it waits
     */
    public record Standing(
            String conversation,
            @Nullable String holder,
            @Nullable String routedTo,
            List<String> eligible) {

        public Standing {
            eligible = List.copyOf(eligible);
        }
    }

    /**
     * A visitor's open conversation.
     *
     * @param visitor whose, within its company
     */
    public record Opening(String visitor, String channel, String conversation) {}

    /**
     * One number.
     *
     * @param booked    what the report says
     * @param recounted what there is
     */
    public record Counter(String name, long booked, long recounted) {}

    /**
     * What waits somewhere.
     *
     * @param left entries that were not taken out in time, such as rows of an outbox or the lag of a consumer group
     */
    public record Backlog(String name, long left) {}
}
