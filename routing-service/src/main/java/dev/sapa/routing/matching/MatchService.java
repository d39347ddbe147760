package dev.sapa.routing.matching;

import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Events;
import dev.sapa.relay.Scope;
import dev.sapa.routing.agent.Agent;
import dev.sapa.routing.agent.AgentRoster;
import dev.sapa.routing.assignment.Assignment.Kind;
import dev.sapa.routing.assignment.AssignmentMeters;
import dev.sapa.routing.matching.Handout.Made;
import dev.sapa.routing.offer.OfferTimers;
import dev.sapa.routing.queue.WorkItem;
import dev.sapa.routing.queue.WorkQueue;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Gives the waiting conversations of a company to its free agents. Any number of replicas may do so at once: items are
 * locked and skipped, room is taken by a conditional update, and constraints refuse a second open assignment and a load
 * above the capacity.
 */
@ApplicationScoped
public class MatchService {

    private static final Comparator<WorkItem> BY_RANK = Comparator.comparing(WorkItem::rankKey)
            .thenComparing(item -> item.conversation().toString());

    private final EventTransactions transactions;
    private final AgentRoster agents;
    private final WorkQueue queue;
    private final Handout handout;
    private final OfferTimers timers;
    private final AssignmentMeters meters;
    private final MatchSettings settings;

    MatchService(
            EventTransactions transactions,
            AgentRoster agents,
            WorkQueue queue,
            Handout handout,
            OfferTimers timers,
            AssignmentMeters meters,
            MatchSettings settings) {
        this.transactions = transactions;
        this.agents = agents;
        this.queue = queue;
        this.handout = handout;
        this.timers = timers;
        this.meters = meters;
        this.settings = settings;
    }

    /** @param contested whether others were faster with some of it, so that another look is due */
    private record Round(Made made, boolean contested) {

        private static final Round NOTHING = new Round(Made.NOTHING, false);
    }

    /**
     * Assigns, or offers, until nothing more can be: no free eligible agent stands beside a waiting conversation that
     * was committed before the last look, unless another transaction holds it, which then looks again itself.
     *
     * @return how many conversations were assigned or offered
     */
    public Uni<Integer> match(UUID company) {
        return Uni.createFrom()
                .deferred(() -> {
                    long started = System.nanoTime();
                    return round(company)
                            .invoke(round -> meters.decided(Duration.ofNanos(System.nanoTime() - started)));
                })
                .invoke(this::settled)
                .chain(round -> again(company, round));
    }

    private Uni<Integer> again(UUID company, Round round) {
        int made = round.made().size();
        return made == 0 && !round.contested()
                ? Uni.createFrom().item(0)
                : match(company).map(more -> made + more);
    }

    private Uni<Round> round(UUID company) {
        return transactions.inConnection(
                Scope.of(company), (connection, events) -> queue.anyWaiting(connection, company)
                        .chain(waiting -> waiting
                                ? agents.active(connection, company)
                                        .chain(active -> assign(connection, events, company, active))
                                : Uni.createFrom().item(Round.NOTHING)));
    }

    private Uni<Round> assign(SqlConnection connection, Events events, UUID company, List<Agent> active) {
        var choice = new Choice(active);
        var places = choice.places(settings.batch());
        int undecided = choice.undecidedPlaces(settings.batch());
        if (places.isEmpty() && undecided == 0) {
            return Uni.createFrom().item(Round.NOTHING);
        }
        return queue.lockHeads(connection, company, places, undecided, settings.batch())
                .map(heads -> choose(choice, heads))
                .chain(matches -> take(connection, events, company, active, matches));
    }

    private List<Match> choose(Choice choice, List<WorkItem> heads) {
        var matches = new ArrayList<Match>();
        for (var item : heads.stream().sorted(BY_RANK).toList()) {
            var pick = matches.size() < settings.batch() ? choice.pick(item) : null;
            if (pick != null) {
                matches.add(new Match(item, pick));
            }
        }
        return matches;
    }

    private Uni<Round> take(
            SqlConnection connection, Events events, UUID company, List<Agent> active, List<Match> matches) {
        if (matches.isEmpty()) {
            return Uni.createFrom().item(Round.NOTHING);
        }
        var wanted = new HashMap<UUID, Integer>();
        matches.forEach(match -> wanted.merge(match.agent(), 1, Integer::sum));
        return agents.take(connection, company, wanted)
                .chain(taken -> commit(connection, events, company, active, matches, taken));
    }

    private Uni<Round> commit(
            SqlConnection connection,
            Events events,
            UUID company,
            List<Agent> active,
            List<Match> matches,
            Set<UUID> taken) {
        var granted =
                matches.stream().filter(match -> taken.contains(match.agent())).toList();
        if (granted.isEmpty()) {
            return Uni.createFrom().item(new Round(Made.NOTHING, true));
        }
        return handout.give(connection, events, company, granted, new Refusals(active))
                .map(made -> new Round(made, granted.size() < matches.size()));
    }

    private void settled(Round round) {
        for (var entry : round.made().assigned()) {
            var since = entry.decision().enqueuedAt();
            meters.made(
                    Kind.AUTOMATIC,
                    false,
                    Duration.between(since, entry.assignment().assignedAt()));
        }
        timers.watch(round.made().offered());
    }
}
