package dev.sapa.chat.message;

import dev.sapa.chat.company.CompanyLimits;
import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Scope;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Holds visitors to what their company lets one of them say in a minute; counted are the messages that are there, so that
 * any number of replicas count together. Those which come at the same moment may pass together.
 */
@ApplicationScoped
class MessageQuota {

    /** How long the last message that the minute has room for bars the next one; none for a repeat of one that is there. */
    private static final String WAIT = """
            select extract(epoch from (m.posted_at + interval '1 minute' - now()))::float8
            from message m
            where m.conversation_id = $1 and m.author = 'visitor'
              and not exists (select 1 from message r
                              where r.conversation_id = $1 and r.author_key = $3 and r.client_msg_id = $4)
            order by m.seq desc offset $2 limit 1
            """;

    private final CompanyLimits limits;
    private final EventTransactions transactions;

    MessageQuota(CompanyLimits limits, EventTransactions transactions) {
        this.limits = limits;
        this.transactions = transactions;
    }

    /**
     * Fails with a problem when the visitor has to wait.
     *
     * @param authorKey with {@code clientMsgId}, by what a repeat would be known
     */
    Uni<Void> admit(UUID company, UUID conversation, String authorKey, @Nullable String clientMsgId) {
        return limits.of(company)
                .chain(held -> held.messagesPerMinute().isEmpty()
                        ? Uni.createFrom().voidItem()
                        : wait(company, conversation, held.messagesPerMinute().getAsInt(), authorKey, clientMsgId)
                                .invoke(seconds -> {
                                    if (seconds > 0) {
                                        throw MessageProblem.tooFast(seconds);
                                    }
                                })
                                .replaceWithVoid());
    }

    private Uni<Double> wait(
            UUID company, UUID conversation, int perMinute, String authorKey, @Nullable String clientMsgId) {
        return transactions.readInConnection(Scope.of(company), connection -> connection
                .preparedQuery(WAIT)
                .execute(Tuple.of(conversation, perMinute - 1L, authorKey, clientMsgId))
                .map(rows -> rows.size() == 0 ? 0 : rows.iterator().next().getDouble(0)));
    }
}
