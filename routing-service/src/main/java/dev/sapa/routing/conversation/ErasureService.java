package dev.sapa.routing.conversation;

import dev.sapa.events.ConversationChanged;
import dev.sapa.events.ErasureApplied;
import dev.sapa.events.Topic;
import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.OutgoingEvent;
import dev.sapa.relay.Scope;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * Forgets what a conversation was about when it is erased. Who had it and when stays, by ids that lead nowhere. Doing it
 * again finds nothing more and says so.
 */
@ApplicationScoped
class ErasureService {

    private static final String NAME = "routing";

    private final EventTransactions transactions;

    ErasureService(EventTransactions transactions) {
        this.transactions = transactions;
    }

    /** Says that it is done in the transaction in which it is. */
    Uni<Void> apply(ConversationChanged erased) {
        var conversation = erased.conversation();
        var company = conversation.companyId();
        return transactions.inConnection(Scope.of(company), (connection, events) -> count(
                        connection, "delete from decision where conversation_id = $1", conversation.id())
                .chain(decisions -> count(
                                connection,
                                "update work_item set topic = '' where conversation_id = $1",
                                conversation.id())
                        .invoke(topics -> events.record(OutgoingEvent.of(
                                        Topic.ROUTING,
                                        ErasureApplied.TYPE,
                                        conversation.id(),
                                        0,
                                        company,
                                        new ErasureApplied(
                                                conversation.id(),
                                                company,
                                                erased.version(),
                                                NAME,
                                                Map.of("decisions", decisions, "topics", topics),
                                                Instant.now()))
                                .about(conversation.id())))
                        .replaceWithVoid()));
    }

    private static Uni<Long> count(SqlConnection connection, String statement, UUID conversation) {
        return connection
                .preparedQuery(statement)
                .execute(Tuple.of(conversation))
                .map(rows -> (long) rows.rowCount());
    }
}
