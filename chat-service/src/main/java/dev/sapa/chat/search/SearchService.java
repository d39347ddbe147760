package dev.sapa.chat.search;

import dev.sapa.chat.access.Caller;
import dev.sapa.chat.conversation.Cursor;
import dev.sapa.chat.inbox.InboxRow;
import dev.sapa.chat.inbox.InboxStore;
import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Scope;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Searches within what the asker is shown anyway. Every word that is asked for must be there, as the beginning of one. */
@ApplicationScoped
class SearchService {

    /** With or without the sign that people put before it. */
    private static final Pattern NUMBER = Pattern.compile("\\s*#?(\\d{1,18})\\s*");

    private final SearchStore store;
    private final InboxStore inbox;
    private final SearchIndexTransaction index;
    private final EventTransactions transactions;
    private final SearchSettings settings;

    SearchService(
            SearchStore store,
            InboxStore inbox,
            SearchIndexTransaction index,
            EventTransactions transactions,
            SearchSettings settings) {
        this.store = store;
        this.inbox = inbox;
        this.index = index;
        this.transactions = transactions;
        this.settings = settings;
    }

    /** @param nextCursor null at the end */
    record Page<T>(List<T> items, @Nullable String nextCursor) {}

    /** What was said, the newest first. */
    Uni<Page<MessageHit>> messages(Caller.Staff asker, String text, @Nullable UUID before, int limit) {
        return index.step()
                .chain(() -> searching(asker, text, (connection, wanted) -> store.messages(
                                connection, asker, wanted, before, limit + 1)
                        .map(hits -> page(hits, limit, hit -> hit.message().id().toString()))));
    }

    /** Conversations by their number and by who the visitor is, the newest first. */
    Uni<Page<InboxRow>> conversations(Caller.Staff asker, String text, @Nullable Cursor after, int limit) {
        var number = NUMBER.matcher(text);
        var called = number.matches() ? Long.valueOf(number.group(1)) : null;
        return searching(asker, text, (connection, wanted) -> store.conversations(
                        connection, asker, wanted, called, after, limit + 1)
                .map(places -> page(places, limit, place -> place.behind().encoded()))
                .chain(places -> inbox.named(
                                connection,
                                places.items().stream()
                                        .map(SearchStore.Place::conversationId)
                                        .toList())
                        .map(rows -> new Page<>(rows, places.nextCursor()))));
    }

    private <T> Uni<T> searching(Caller.Staff asker, String text, BiFunction<SqlConnection, String, Uni<T>> search) {
        return transactions
                .readInConnection(Scope.of(asker.companyId()), connection -> store.limit(
                                connection, settings.patience().toMillis())
                        .chain(() -> store.wanted(connection, text))
                        .onItem()
                        .ifNull()
                        .failWith(SearchProblem::textInvalid)
                        .chain(wanted -> search.apply(connection, wanted)))
                .onFailure()
                .transform(SearchProblem::tooSlow);
    }

    private static <T> Page<T> page(List<T> found, int limit, Function<T, String> cursor) {
        return found.size() <= limit
                ? new Page<>(found, null)
                : new Page<>(found.subList(0, limit), cursor.apply(found.get(limit - 1)));
    }
}
