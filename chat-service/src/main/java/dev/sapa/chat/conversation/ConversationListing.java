package dev.sapa.chat.conversation;

import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads many conversations at a time. */
@ApplicationScoped
class ConversationListing {

    private final ConversationStore store;
    private final EventTransactions transactions;

    ConversationListing(ConversationStore store, EventTransactions transactions) {
        this.store = store;
        this.transactions = transactions;
    }

    /** One page; {@code counted} when the number of all conversations that match is wanted too. */
    Uni<Page> list(ConversationQuery query, boolean counted) {
        return transactions.readInConnection(
                Scope.of(query.asker().companyId()), connection -> store.list(connection, query)
                        .chain(states -> counted
                                ? store.count(connection, query).map(total -> page(query, states, total))
                                : Uni.createFrom().item(page(query, states, null))));
    }

    Uni<Map<UUID, HeadView>> heads(Collection<UUID> ids) {
        return transactions
                .readInConnection(Scope.everyCompany(), connection -> store.heads(connection, ids))
                .map(ConversationListing::byId);
    }

    private static Map<UUID, HeadView> byId(List<ConversationStore.Head> heads) {
        var byId = new LinkedHashMap<UUID, HeadView>();
        heads.forEach(head -> byId.put(head.id(), new HeadView(head.lastSeq(), head.version())));
        return byId;
    }

    private static Page page(ConversationQuery query, List<ConversationState> states, @Nullable Long total) {
        var goesOn = states.size() > query.limit();
        var shown = goesOn ? states.subList(0, query.limit()) : states;
        var next = goesOn ? Cursor.behind(shown.get(shown.size() - 1)).encoded() : null;
        return new Page(
                shown.stream().map(state -> state.view(Side.STAFF, null)).toList(), next, total);
    }

    /**
     * @param nextCursor null at the end
     * @param total null unless asked for
     */
    record Page(
            List<ConversationView> items,
            @Nullable String nextCursor,
            @Nullable Long total) {}

    record HeadView(long lastSeq, long version) {}
}
