package dev.sapa.chat.erasure;

import dev.sapa.chat.access.Caller;
import dev.sapa.chat.chore.Chores;
import dev.sapa.events.ErasureApplied;
import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Scope;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Forgets visitors: first what was said in each of their conversations, which the other services hear of as an event of
 * that conversation and forget, too; then by what they were known; and when all have said that they are done, the empty
 * rows. What is left to do stands in the tables, so any replica goes on where another one stopped.
 */
@ApplicationScoped
class ErasureService {

    private static final Logger LOG = Logger.getLogger(ErasureService.class);
    private static final int AT_ONCE = 20;

    private final ErasureStore store;
    private final ErasureRepository rows;
    private final ConversationEraser eraser;
    private final EventTransactions transactions;
    private final ErasureSettings settings;
    private final AtomicBoolean working = new AtomicBoolean();

    ErasureService(
            ErasureStore store,
            ErasureRepository rows,
            ConversationEraser eraser,
            EventTransactions transactions,
            ErasureSettings settings) {
        this.store = store;
        this.rows = rows;
        this.eraser = eraser;
        this.transactions = transactions;
        this.settings = settings;
    }

    void start(@Observes StartupEvent event, Chores chores) {
        chores.every(settings.lookEvery(), "forget visitors", this::proceed);
    }

    Uni<ErasureReport> ask(Caller.Staff staff, UUID visitor) {
        return transactions
                .readInConnection(Scope.of(staff.companyId()), connection -> store.ask(
                                connection, visitor, staff.companyId(), staff.id())
                        .chain(() -> store.find(connection, visitor, staff.companyId())))
                .onItem()
                .ifNull()
                .failWith(ErasureProblem::visitorNotFound)
                .chain(this::report);
    }

    Uni<ErasureReport> report(Caller.Staff staff, UUID visitor) {
        return transactions
                .readInConnection(
                        Scope.of(staff.companyId()), connection -> store.find(connection, visitor, staff.companyId()))
                .onItem()
                .ifNull()
                .failWith(ErasureProblem::notAsked)
                .chain(this::report);
    }

    /** Another service has forgotten a conversation. */
    Uni<Void> applied(ErasureApplied applied) {
        return transactions.readInConnection(
                Scope.of(applied.companyId()), connection -> store.applied(connection, applied));
    }

    private Uni<ErasureReport> report(Erasure erasure) {
        return transactions
                .readInConnection(Scope.of(erasure.companyId()), connection -> store.parts(connection, erasure.id()))
                .map(parts -> ErasureReport.of(erasure, parts, settings.services(), settings.eventsStay()));
    }

    private Uni<Void> proceed() {
        if (!working.compareAndSet(false, true)) {
            return Uni.createFrom().voidItem();
        }
        return transactions
                .readInConnection(Scope.everyCompany(), connection -> store.open(connection, AT_ONCE))
                .chain(this::each)
                .onTermination()
                .invoke(() -> working.set(false));
    }

    private Uni<Void> each(List<Erasure> erasures) {
        return Multi.createFrom()
                .iterable(erasures)
                .onItem()
                .transformToUniAndConcatenate(erasure -> proceed(erasure)
                        .onFailure()
                        .invoke(failure ->
                                LOG.warnf("Erasure %s goes on later: %s", erasure.id(), failure.getMessage()))
                        .onFailure()
                        .recoverWithNull())
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> proceed(Erasure erasure) {
        return transactions
                .readInConnection(Scope.of(erasure.companyId()), connection -> store.next(connection, erasure))
                .chain(next -> next == null ? settle(erasure) : erase(erasure, next));
    }

    private Uni<Void> erase(Erasure erasure, @Nullable UUID conversation) {
        var id = Objects.requireNonNull(conversation);
        return eraser.erase(
                        erasure.companyId(),
                        id,
                        (counts, now) ->
                                rows.expect(erasure.id(), erasure.companyId(), id, settings.services(), counts, now))
                .chain(() -> proceed(erasure));
    }

    private Uni<Void> settle(Erasure erasure) {
        var company = Scope.of(erasure.companyId());
        return transactions
                .readInConnection(company, connection -> store.forget(connection, erasure)
                        .chain(() -> store.isDone(connection, erasure)))
                .chain(done -> done ? complete(erasure) : Uni.createFrom().voidItem());
    }

    private Uni<Void> complete(Erasure erasure) {
        var company = Scope.of(erasure.companyId());
        return transactions
                .readInConnection(company, connection -> store.conversations(connection, erasure))
                .onItem()
                .transformToMulti(Multi.createFrom()::iterable)
                .onItem()
                .transformToUniAndConcatenate(id -> eraser.discardFiles(erasure.companyId(), id))
                .collect()
                .last()
                .chain(() -> transactions.readInConnection(company, connection -> store.complete(connection, erasure)));
    }
}
