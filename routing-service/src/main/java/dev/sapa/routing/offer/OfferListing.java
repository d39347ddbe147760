package dev.sapa.routing.offer;

import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Scope;
import dev.sapa.routing.offer.OfferView.DepartmentView;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Who is being asked what. */
@ApplicationScoped
class OfferListing {

    private static final String OPEN = """
            select offer.id, offer.conversation_id, number, offer.agent_id, topic, priority, offer.department_id,
                   department.name, enqueued_at, made_at, expires_at
              from offer join work_item using (conversation_id)
              left join department on department.department_id = offer.department_id
             where offer.company_id = $1 and offer.state = 'made' and expires_at > clock_timestamp()
               and ($2::uuid is null or offer.agent_id = $2)
             order by expires_at, offer.id
            """;

    private final EventTransactions transactions;

    OfferListing(EventTransactions transactions) {
        this.transactions = transactions;
    }

    /** The offers that can be answered, the next to lapse first; of one agent, or null for all. */
    Uni<List<OfferView>> open(UUID company, @Nullable UUID agent) {
        return transactions.readInConnection(Scope.of(company), connection -> connection
                .preparedQuery(OPEN)
                .execute(Tuple.of(company, agent))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(OfferListing::view)
                        .toList()));
    }

    private static OfferView view(Row row) {
        var department = row.getUUID("department_id");
        return new OfferView(
                row.getUUID("id"),
                row.getUUID("conversation_id"),
                row.getLong("number"),
                row.getUUID("agent_id"),
                row.getString("topic"),
                row.getString("priority"),
                department == null ? null : new DepartmentView(department, row.getString("name")),
                row.getOffsetDateTime("enqueued_at").toInstant(),
                row.getOffsetDateTime("made_at").toInstant(),
                row.getOffsetDateTime("expires_at").toInstant());
    }
}
