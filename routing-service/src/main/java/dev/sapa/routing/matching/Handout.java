package dev.sapa.routing.matching;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.sapa.relay.Events;
import dev.sapa.routing.assignment.Assignment;
import dev.sapa.routing.assignment.Assignment.Kind;
import dev.sapa.routing.assignment.AssignmentLedger;
import dev.sapa.routing.assignment.AssignmentLedger.Entry;
import dev.sapa.routing.assignment.Decision;
import dev.sapa.routing.offer.Offer;
import dev.sapa.routing.offer.OfferBook;
import dev.sapa.routing.offer.Proposal;
import dev.sapa.routing.policy.Policy;
import dev.sapa.routing.policy.PolicyService;
import dev.sapa.routing.queue.WorkQueue;
import dev.sapa.routing.queue.WorkQueue.Step;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes what matching chose: as assignments, or as offers where the company wants its agents to be asked. */
@ApplicationScoped
class Handout {

    private final WorkQueue queue;
    private final AssignmentLedger ledger;
    private final PolicyService policies;
    private final OfferBook offers;

    Handout(WorkQueue queue, AssignmentLedger ledger, PolicyService policies, OfferBook offers) {
        this.queue = queue;
        this.ledger = ledger;
        this.policies = policies;
        this.offers = offers;
    }

    /** What was written. */
    record Made(List<Entry> assigned, List<Offer> offered) {

        static final Made NOTHING = new Made(List.of(), List.of());

        int size() {
            return assigned.size() + offered.size();
        }
    }

    /** Writes matches of one company; their items are locked, their agents' places taken. */
    Uni<Made> give(SqlConnection connection, Events events, UUID company, List<Match> matches, Refusals refusals) {
        return policies.of(connection, company)
                .chain(policy -> policy.asks()
                        ? offer(connection, events, company, matches, refusals, policy)
                        : assign(connection, events, company, matches, refusals));
    }

    private Uni<Made> offer(
            SqlConnection connection,
            Events events,
            UUID company,
            List<Match> matches,
            Refusals refusals,
            Policy policy) {
        var proposals = matches.stream()
                .map(match -> new Proposal(
                        UuidCreator.getTimeOrderedEpoch(),
                        match.item().conversation(),
                        match.agent(),
                        match.item().department(),
                        decision(match, refusals)))
                .toList();
        return offers.make(connection, events, company, proposals, policy.term())
                .map(made -> new Made(List.of(), made));
    }

    private Uni<Made> assign(
            SqlConnection connection, Events events, UUID company, List<Match> matches, Refusals refusals) {
        var conversations =
                matches.stream().map(match -> match.item().conversation()).toList();
        var agents = matches.stream().map(Match::agent).toList();
        return queue.assign(connection, company, conversations, agents)
                .map(steps -> entries(matches, steps, refusals))
                .call(entries -> ledger.open(connection, events, company, entries))
                .map(entries -> new Made(entries, List.of()));
    }

    private static List<Entry> entries(List<Match> matches, List<Step> steps, Refusals refusals) {
        var byConversation = steps.stream().collect(Collectors.toMap(Step::conversation, Function.identity()));
        return matches.stream()
                .map(match -> entry(
                        match,
                        Objects.requireNonNull(byConversation.get(match.item().conversation())),
                        refusals))
                .toList();
    }

    private static Entry entry(Match match, Step step, Refusals refusals) {
        var item = match.item();
        var assignment = new Assignment(
                UuidCreator.getTimeOrderedEpoch(),
                item.company(),
                item.conversation(),
                match.agent(),
                item.department(),
                step.epoch(),
                Kind.AUTOMATIC,
                false,
                null,
                step.at());
        return new Entry(assignment, decision(match, refusals), step.version(), null);
    }

    private static Decision decision(Match match, Refusals refusals) {
        var pick = match.pick();
        return Decision.automatic(
                match.item(),
                pick.eligible(),
                pick.contenders(),
                refusals.of(match.item().department(), pick.eligible(), pick.excluded()));
    }
}
