package dev.sapa.analytics.intake;

import dev.sapa.analytics.rollup.RollupStore;
import dev.sapa.events.ConversationChanged;
import dev.sapa.events.ErasureApplied;
import dev.sapa.events.Topic;
import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.OutgoingEvent;
import dev.sapa.relay.Scope;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Forgets what an erased conversation was about. Its last event has no topic any more, and with that event its numbers have
 * been moved to those without one; here the topic goes from the events before it, so that a rebuild finds the same numbers.
 */
@ApplicationScoped
class ErasureTransaction {

    private static final String NAME = "analytics";

    private static final String FORGET = """
            update event set payload = payload || '{"topic": "", "reason": null}'::jsonb
            where conversation_id = $1 and (payload ->> 'topic' <> '' or payload ->> 'reason' is not null)
            """;

    /** A topic is text, too, where it has been this conversation's alone. */
    private static final String TOPICS = """
            delete from rollup r
            where r.company_id = $1 and r.topic <> ''
              and r.topic in (select payload ->> 'topic' from event where conversation_id = $2)
              and not exists (
                  select 1
                  from jsonb_each(to_jsonb(r) - '{company_id,view,daily,span,bucket,department_id,agent_id,topic,tag}'::text[])
                       as c (name, value)
                  where c.name not like '%bins' and c.value not in ('0'::jsonb, 'null'::jsonb))
            """;

    private final EventTransactions transactions;
    private final RollupStore rollups;

    ErasureTransaction(EventTransactions transactions, RollupStore rollups) {
        this.transactions = transactions;
        this.rollups = rollups;
    }

    /** Says that it is done in the transaction in which it is; doing it again finds nothing more and says so. */
    Uni<Void> erase(ConversationChanged erased) {
        var conversation = erased.conversation();
        var company = conversation.companyId();
        return transactions.inConnection(
                Scope.of(company), (connection, events) -> rollups.lock(connection, List.of(company))
                        .chain(() -> connection.preparedQuery(TOPICS).execute(Tuple.of(company, conversation.id())))
                        .chain(() -> connection.preparedQuery(FORGET).execute(Tuple.of(conversation.id())))
                        .invoke(rows -> events.record(OutgoingEvent.of(
                                        Topic.ANALYTICS,
                                        ErasureApplied.TYPE,
                                        conversation.id(),
                                        0,
                                        company,
                                        new ErasureApplied(
                                                conversation.id(),
                                                company,
                                                erased.version(),
                                                NAME,
                                                Map.of("topics", (long) rows.rowCount()),
                                                Instant.now()))
                                .about(conversation.id())))
                        .replaceWithVoid());
    }
}
