package dev.sapa.chat.intake;

import dev.sapa.chat.chore.Chores;
import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Scope;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;

/** Forgets the answers to starts that nobody repeats any more. */
@ApplicationScoped
class StartKeySweeper {

    private static final Duration EVERY = Duration.ofMinutes(10);

    private final StartKeyRepository startKeys;
    private final EventTransactions transactions;
    private final IntakeSettings settings;
    private final Clock clock;

    StartKeySweeper(
            StartKeyRepository startKeys, EventTransactions transactions, IntakeSettings settings, Clock clock) {
        this.startKeys = startKeys;
        this.transactions = transactions;
        this.settings = settings;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event, Chores chores) {
        chores.every(EVERY, "forget old starts", this::sweep);
    }

    private Uni<Void> sweep() {
        var old = clock.instant().minus(settings.rememberStarts());
        return transactions
                .readInSession(Scope.everyCompany(), () -> startKeys.forget(old))
                .replaceWithVoid();
    }
}
