package dev.sapa.analytics.intake;

import dev.sapa.analytics.definition.ConversationEvent;
import dev.sapa.analytics.definition.Definitions;
import dev.sapa.analytics.intake.ConversationStore.Position;
import dev.sapa.analytics.rollup.Calendar;
import dev.sapa.analytics.rollup.CalendarStore;
import dev.sapa.analytics.rollup.Ledger;
import dev.sapa.analytics.rollup.RollupStore;
import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Scope;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Applies events, at most one of each conversation, in one transaction: keeps them, brings the facts of their
 * conversations up to date and the totals with them. An event that is kept already changes nothing.
 */
@ApplicationScoped
class IntakeTransaction {

    private final EventTransactions transactions;
    private final ConversationStore conversations;
    private final RollupStore rollups;
    private final CalendarStore calendars;
    private final IntakeProbe probe;

    IntakeTransaction(
            EventTransactions transactions,
            ConversationStore conversations,
            RollupStore rollups,
            CalendarStore calendars,
            IntakeProbe probe) {
        this.transactions = transactions;
        this.conversations = conversations;
        this.rollups = rollups;
        this.calendars = calendars;
        this.probe = probe;
    }

    /**
     * Applies those that no version is missing before.
     *
     * @return for each the version at which the facts of its conversation stand; less than its own if it was not applied
     */
    Uni<List<Long>> apply(List<Arrival> batch) {
        var companies = batch.stream().map(Arrival::companyId).distinct().toList();
        return transactions.readInConnection(Scope.of(companies), connection -> rollups.lock(connection, companies)
                .chain(() -> conversations.known(connection, ids(batch)))
                .chain(known -> apply(connection, batch, known)));
    }

    private Uni<List<Long>> apply(SqlConnection connection, List<Arrival> batch, Map<UUID, KnownConversation> known) {
        var due = batch.stream().filter(arrival -> !isEarly(arrival, known)).toList();
        return conversations
                .keep(connection, due)
                .chain(fresh -> absorb(connection, fresh(due, fresh), known))
                .map(ignored ->
                        batch.stream().map(arrival -> standing(arrival, known)).toList());
    }

    private Uni<Void> absorb(SqlConnection connection, List<Arrival> fresh, Map<UUID, KnownConversation> known) {
        if (fresh.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var again = fresh.stream()
                .filter(arrival -> needsWhole(arrival, known))
                .map(Arrival::conversationId)
                .toList();
        return calendars
                .toBookBy(connection, fresh.stream().map(Arrival::companyId).collect(Collectors.toSet()))
                .chain(days -> conversations
                        .events(connection, again)
                        .chain(events -> write(connection, fresh, known, events, days)))
                .invoke(probe::written);
    }

    private Uni<Void> write(
            SqlConnection connection,
            List<Arrival> fresh,
            Map<UUID, KnownConversation> known,
            Map<UUID, List<ConversationEvent>> events,
            Map<UUID, Calendar> days) {
        var ledger = new Ledger(days);
        var changed = new ArrayList<KnownConversation>();
        for (var arrival : fresh) {
            var before = known.get(arrival.conversationId());
            var all = events.get(arrival.conversationId());
            changed.add(
                    before == null || all == null ? go(ledger, arrival, before) : redo(ledger, arrival, before, all));
        }
        return conversations
                .store(connection, changed)
                .chain(() -> rollups.apply(connection, ledger))
                .chain(() -> conversations.advance(connection, fresh, days));
    }

    /** One event further than before. */
    private static KnownConversation go(Ledger ledger, Arrival arrival, @Nullable KnownConversation before) {
        var event = arrival.event();
        var outcome = Definitions.next(before == null ? null : before.facts(), event);
        ledger.add(arrival.companyId(), event.topic(), event.tags(), outcome.contributions());
        return new KnownConversation(arrival.conversationId(), arrival.companyId(), event.version(), outcome.facts());
    }

    /**
     * Everything is computed again from all events, and what was computed without this one is taken back. Where the events
     * behind the facts are lost nobody knows what to take back: facts and totals stay until a rebuild.
     */
    private static KnownConversation redo(
            Ledger ledger, Arrival arrival, KnownConversation before, List<ConversationEvent> all) {
        var company = arrival.companyId();
        var earlier = all.stream()
                .filter(event -> event.version() != arrival.event().version())
                .toList();
        var version = Math.max(before.version(), arrival.event().version());
        if (earlier.isEmpty()) {
            return new KnownConversation(arrival.conversationId(), company, version, before.facts());
        }
        var old = Definitions.facts(earlier);
        var now = Definitions.facts(all);
        ledger.remove(company, old.facts().topic(), old.facts().tags(), old.contributions());
        ledger.add(company, now.facts().topic(), now.facts().tags(), now.contributions());
        return new KnownConversation(arrival.conversationId(), company, version, now.facts());
    }

    private static boolean isEarly(Arrival arrival, Map<UUID, KnownConversation> known) {
        return !arrival.despiteGap() && arrival.event().version() > versionOf(arrival, known) + 1;
    }

    /** An event older than the facts, or one that gives the conversation another topic or other tags. */
    private static boolean needsWhole(Arrival arrival, Map<UUID, KnownConversation> known) {
        var before = known.get(arrival.conversationId());
        return before != null
                && (arrival.event().version() <= before.version()
                        || Definitions.renames(before.facts(), arrival.event()));
    }

    private static long standing(Arrival arrival, Map<UUID, KnownConversation> known) {
        long before = versionOf(arrival, known);
        return isEarly(arrival, known)
                ? before
                : Math.max(before, arrival.event().version());
    }

    private static long versionOf(Arrival arrival, Map<UUID, KnownConversation> known) {
        var conversation = known.get(arrival.conversationId());
        return conversation == null ? 0 : conversation.version();
    }

    private static List<Arrival> fresh(List<Arrival> due, Set<Position> positions) {
        return due.stream()
                .filter(arrival -> positions.contains(
                        new Position(arrival.conversationId(), arrival.event().version())))
                .toList();
    }

    private static List<UUID> ids(List<Arrival> batch) {
        return batch.stream().map(Arrival::conversationId).toList();
    }
}
