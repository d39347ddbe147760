package dev.sapa.chat.inbox;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sapa.chat.conversation.Cursor;
import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the list of a desk. */
@ApplicationScoped
class InboxListing {

    private final InboxStore store;
    private final EventTransactions transactions;

    InboxListing(InboxStore store, EventTransactions transactions) {
        this.store = store;
        this.transactions = transactions;
    }

    /**
     * One part of the list.
     *
     * @param nextCursor null at the end
     * @param counts     absent unless asked for
     */
    record Page(
            List<InboxRow> items,
            @Nullable String nextCursor,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            InboxCounts counts) {}

    Uni<Page> list(InboxQuery query, boolean counted) {
        return transactions.readInConnection(
                Scope.of(query.asker().companyId()), connection -> store.page(connection, query)
                        .chain(rows -> counted
                                ? store.counts(connection, query.asker()).map(counts -> page(query, rows, counts))
                                : Uni.createFrom().item(page(query, rows, null))));
    }

    private static Page page(InboxQuery query, List<InboxRow> rows, @Nullable InboxCounts counts) {
        var goesOn = rows.size() > query.limit();
        var shown = goesOn ? rows.subList(0, query.limit()) : rows;
        return new Page(shown, goesOn ? behind(query, shown.get(shown.size() - 1)) : null, counts);
    }

    private static String behind(InboxQuery query, InboxRow last) {
        var time =
                switch (query.state()) {
                    case OPEN, WAITING, ACTIVE -> last.lastActivityAt();
                    case CLOSED -> Objects.requireNonNull(last.endedAt());
                    case ANY -> last.startedAt();
                };
        return new Cursor(time, last.id()).encoded();
    }
}
