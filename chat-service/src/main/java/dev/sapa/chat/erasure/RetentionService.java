package dev.sapa.chat.erasure;

import dev.sapa.chat.chore.Chores;
import dev.sapa.chat.erasure.RetentionStore.Turn;
import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Scope;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * Removes what is older than its company keeps it, and traces that nobody needs any more: closed conversations with all
 * that was in them, then visitors of whom nothing is left. A company is one replica's at a time, a batch after the other.
 */
@ApplicationScoped
class RetentionService {

    private final RetentionStore store;
    private final ConversationEraser eraser;
    private final EventTransactions transactions;
    private final ErasureSettings settings;
    private final AtomicBoolean sweeping = new AtomicBoolean();

    RetentionService(
            RetentionStore store, ConversationEraser eraser, EventTransactions transactions, ErasureSettings settings) {
        this.store = store;
        this.eraser = eraser;
        this.transactions = transactions;
        this.settings = settings;
    }

    void start(@Observes StartupEvent event, Chores chores) {
        var pause = settings.sweepEvery().dividedBy(10);
        chores.every(pause, "remove what is too old", this::sweep);
    }

    Uni<Void> sweep() {
        if (!sweeping.compareAndSet(false, true)) {
            return Uni.createFrom().voidItem();
        }
        return companies()
                .chain(() -> finish(connection -> store.rows(connection, settings.rowsStay(), settings.batch())))
                .chain(() -> finish(
                        connection -> store.channelMessages(connection, settings.tracesStay(), settings.batch())))
                .chain(() ->
                        finish(connection -> store.deliveries(connection, settings.tracesStay(), settings.batch())))
                .onTermination()
                .invoke(() -> sweeping.set(false));
    }

    private Uni<Void> companies() {
        return transactions
                .readInConnection(Scope.everyCompany(), connection -> store.take(connection, settings.sweepEvery()))
                .chain(turn ->
                        turn == null ? Uni.createFrom().voidItem() : sweep(turn).chain(this::companies));
    }

    private Uni<Void> sweep(Turn turn) {
        var batch = settings.batch();
        return conversations(turn)
                .chain(() -> finish(connection -> store.visitors(connection, turn, batch)))
                .chain(() -> finish(connection -> store.staffMessages(connection, turn, batch)));
    }

    private Uni<Void> conversations(Turn turn) {
        return transactions
                .readInConnection(
                        Scope.of(turn.companyId()), connection -> store.old(connection, turn, settings.batch()))
                .chain(ids -> erase(turn, ids)
                        .chain(() ->
                                ids.size() < settings.batch() ? Uni.createFrom().voidItem() : conversations(turn)));
    }

    private Uni<Void> erase(Turn turn, List<UUID> ids) {
        return Multi.createFrom()
                .iterable(ids)
                .onItem()
                .transformToUniAndConcatenate(id -> eraser.erase(
                        turn.companyId(), id, (counts, now) -> Uni.createFrom().voidItem()))
                .collect()
                .last()
                .replaceWithVoid();
    }

    /** Repeats a chore until it finds less than a batch. */
    private Uni<Void> finish(Function<SqlConnection, Uni<Integer>> chore) {
        return transactions
                .readInConnection(Scope.everyCompany(), chore)
                .chain(removed -> removed < settings.batch() ? Uni.createFrom().voidItem() : finish(chore));
    }
}
