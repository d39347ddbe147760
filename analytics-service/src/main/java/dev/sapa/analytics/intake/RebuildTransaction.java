package dev.sapa.analytics.intake;

import dev.sapa.analytics.definition.ConversationEvent;
import dev.sapa.analytics.definition.Definitions;
import dev.sapa.analytics.rollup.Calendar;
import dev.sapa.analytics.rollup.CalendarStore;
import dev.sapa.analytics.rollup.Ledger;
import dev.sapa.analytics.rollup.RollupStore;
import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Scope;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Computes the facts and totals of a company again from its events. Until it commits, reports show the old numbers and
 * new events wait.
 */
@ApplicationScoped
public class RebuildTransaction {

    private static final UUID FIRST = new UUID(0, 0);
    private static final int PAGE = 200;

    private final EventTransactions transactions;
    private final ConversationStore conversations;
    private final RollupStore rollups;
    private final CalendarStore calendars;

    RebuildTransaction(
            EventTransactions transactions,
            ConversationStore conversations,
            RollupStore rollups,
            CalendarStore calendars) {
        this.transactions = transactions;
        this.conversations = conversations;
        this.rollups = rollups;
        this.calendars = calendars;
    }

    /** The number of conversations computed. */
    public Uni<Long> rebuild(UUID company) {
        return transactions.readInConnection(Scope.of(company), connection -> rollups.lock(connection, List.of(company))
                .chain(() -> rebuild(connection, company)));
    }

    /** The number of conversations computed: none if the totals are kept by the company's own calendar already. */
    public Uni<Long> followCalendar(UUID company) {
        return transactions.readInConnection(Scope.of(company), connection -> rollups.lock(connection, List.of(company))
                .chain(() -> calendars.isBehind(connection, company))
                .chain(behind ->
                        behind ? rebuild(connection, company) : Uni.createFrom().item(0L)));
    }

    private Uni<Long> rebuild(SqlConnection connection, UUID company) {
        return calendars.own(connection, company).chain(calendar -> rollups.clear(connection, company)
                .chain(() -> conversations.clear(connection, company))
                .chain(() -> pages(connection, company, calendar))
                .call(() -> calendars.keep(connection, company, calendar)));
    }

    private Uni<Long> pages(SqlConnection connection, UUID company, Calendar calendar) {
        var last = new AtomicReference<>(FIRST);
        return Multi.createBy()
                .repeating()
                .uni(() -> page(connection, company, calendar, last))
                .whilst(count -> count == PAGE)
                .collect()
                .asList()
                .map(counts -> counts.stream().mapToLong(Integer::longValue).sum());
    }

    private Uni<Integer> page(SqlConnection connection, UUID company, Calendar calendar, AtomicReference<UUID> last) {
        return conversations
                .idsAfter(connection, company, Objects.requireNonNull(last.get()), PAGE)
                .invoke(ids -> ids.stream().reduce((one, next) -> next).ifPresent(last::set))
                .call(ids -> conversations
                        .events(connection, ids)
                        .chain(events -> write(connection, company, calendar, events)))
                .map(List::size);
    }

    private Uni<Void> write(
            SqlConnection connection, UUID company, Calendar calendar, Map<UUID, List<ConversationEvent>> events) {
        var ledger = new Ledger(Map.of(company, calendar));
        var computed = new ArrayList<KnownConversation>();
        events.forEach((id, all) -> {
            var outcome = Definitions.facts(all);
            ledger.add(company, outcome.facts().topic(), outcome.facts().tags(), outcome.contributions());
            computed.add(
                    new KnownConversation(id, company, all.get(all.size() - 1).version(), outcome.facts()));
        });
        return conversations.store(connection, computed).chain(() -> rollups.apply(connection, ledger));
    }
}
