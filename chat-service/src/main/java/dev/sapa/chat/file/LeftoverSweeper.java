package dev.sapa.chat.file;

import dev.sapa.chat.chore.Chores;
import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Scope;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import org.jboss.logging.Logger;

/** Removes what uploads left that a crash cut. Any number of replicas may do so at once: removing twice does no harm. */
@ApplicationScoped
class LeftoverSweeper {

    private static final Logger LOG = Logger.getLogger(LeftoverSweeper.class);
    private static final int AT_ONCE = 100;

    private final FileStore files;
    private final Depots depots;
    private final EventTransactions transactions;
    private final FileSettings settings;
    private final Clock clock;

    LeftoverSweeper(
            FileStore files, Depots depots, EventTransactions transactions, FileSettings settings, Clock clock) {
        this.files = files;
        this.depots = depots;
        this.transactions = transactions;
        this.settings = settings;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event, Chores chores) {
        chores.every(settings.sweepEvery(), "sweep the remains of uploads", this::sweep);
    }

    /** One that cannot be removed does not keep the others. */
    Uni<Void> sweep() {
        var old = clock.instant().minus(settings.leftoverAfter());
        return transactions
                .readInConnection(Scope.everyCompany(), connection -> files.leftovers(connection, old, AT_ONCE))
                .onItem()
                .transformToMulti(Multi.createFrom()::iterable)
                .onItem()
                .transformToUniAndConcatenate(this::remove)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> remove(StoredFile file) {
        return Uni.createFrom()
                .deferred(() -> depots.of(file.store()).discard(file.companyId(), file.id()))
                .chain(() -> transactions.readInConnection(
                        Scope.of(file.companyId()), connection -> files.forget(connection, file.id())))
                .onFailure()
                .invoke(failure -> LOG.warnf("The remains of upload %s stay: %s", file.id(), failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }
}
