package dev.sapa.routing.conversation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Scope;
import dev.sapa.routing.agent.Agent;
import dev.sapa.routing.agent.AgentRoster;
import dev.sapa.routing.assignment.Assignment;
import dev.sapa.routing.assignment.AssignmentLedger;
import dev.sapa.routing.assignment.Decision.Contender;
import dev.sapa.routing.queue.QueueService;
import dev.sapa.routing.queue.WorkItem;
import dev.sapa.routing.queue.WorkQueue;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Says why a conversation has the agent it has, or why it waits. */
@ApplicationScoped
class ExplanationService {

    private final EventTransactions transactions;
    private final WorkQueue queue;
    private final QueueService places;
    private final AgentRoster roster;
    private final AssignmentLedger ledger;
    private final ObjectMapper json;

    ExplanationService(
            EventTransactions transactions,
            WorkQueue queue,
            QueueService places,
            AgentRoster roster,
            AssignmentLedger ledger,
            ObjectMapper json) {
        this.transactions = transactions;
        this.queue = queue;
        this.places = places;
        this.roster = roster;
        this.ledger = ledger;
        this.json = json;
    }

    Uni<ExplanationView> explain(UUID company, UUID conversation) {
        return transactions.readInConnection(
                Scope.of(company), connection -> queue.find(connection, company, conversation)
                        .onItem()
                        .ifNull()
                        .failWith(ConversationProblem::notFound)
                        .chain(item -> explain(connection, item)));
    }

    private Uni<ExplanationView> explain(SqlConnection connection, WorkItem item) {
        var view = ExplanationView.of(item);
        return switch (item.state()) {
            case HELD, DONE -> Uni.createFrom().item(view);
            case QUEUED ->
                places.position(connection, item).chain(place -> roster.active(connection, item.company())
                        .map(active -> view.waiting(place, contenders(active, item))));
            case ASSIGNED ->
                ledger.current(connection, item.conversation()).chain(made -> explain(connection, view, made));
        };
    }

    private Uni<ExplanationView> explain(SqlConnection connection, ExplanationView view, Assignment made) {
        return ledger.reason(connection, made.id()).map(why -> view.assigned(made, parse(why)));
    }

    private static List<Contender> contenders(List<Agent> active, WorkItem item) {
        return active.stream().map(agent -> Contender.of(agent, item)).toList();
    }

    private @Nullable JsonNode parse(@Nullable String text) {
        try {
            return text == null ? null : json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored decision is not JSON", e);
        }
    }
}
