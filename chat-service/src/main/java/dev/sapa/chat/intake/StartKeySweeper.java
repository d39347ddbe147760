package dev.sapa.chat.intake;

import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Scope;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxContextSupport;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Forgets the answers to starts that nobody repeats any more. */
@ApplicationScoped
class StartKeySweeper {

    private static final Logger LOG = Logger.getLogger(StartKeySweeper.class);
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

    void start(@Observes StartupEvent event, Vertx vertx) {
        vertx.setPeriodic(EVERY.toMillis(), timer -> sweep());
    }

    private void sweep() {
        VertxContextSupport.subscribe(
                () -> transactions
                        .readInSession(
                                Scope.everyCompany(),
                                () -> startKeys.forget(clock.instant().minus(settings.rememberStarts())))
                        .toMulti(),
                sweeping -> sweeping.with(
                        rows -> {}, failure -> LOG.warnf("Old starts stay remembered: %s", failure.getMessage())));
    }
}
