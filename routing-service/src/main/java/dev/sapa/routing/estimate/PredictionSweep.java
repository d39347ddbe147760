package dev.sapa.routing.estimate;

import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Scope;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import org.jboss.logging.Logger;

/** Compares what visitors were told with what came, so that anybody can see whether the estimates are honest. */
@ApplicationScoped
class PredictionSweep {

    private static final Logger LOG = Logger.getLogger(PredictionSweep.class);

    private final EventTransactions transactions;
    private final Predictions predictions;
    private final MeterRegistry meters;

    PredictionSweep(EventTransactions transactions, Predictions predictions, MeterRegistry meters) {
        this.transactions = transactions;
        this.predictions = predictions;
        this.meters = meters;
    }

    @Scheduled(every = "${sapa.routing.housekeeping:1m}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> sweep() {
        return transactions
                .readInConnection(Scope.everyCompany(), predictions::settle)
                .invoke(settled -> settled.forEach(this::count))
                .replaceWithVoid()
                .onFailure()
                .invoke(failure -> LOG.warnf("Estimates were not compared: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    private void count(Predictions.Outcome outcome) {
        meters.counter("sapa.queue.estimate", "outcome", outcome.name().toLowerCase(Locale.ROOT))
                .increment();
    }
}
