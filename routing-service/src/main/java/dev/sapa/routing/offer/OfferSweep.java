package dev.sapa.routing.offer;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Every second: ends the offers whose timer died with its process, and those whose agent has left. */
@ApplicationScoped
class OfferSweep {

    private static final Logger LOG = Logger.getLogger(OfferSweep.class);

    private final OfferService offers;

    OfferSweep(OfferService offers) {
        this.offers = offers;
    }

    @Scheduled(every = "${sapa.routing.sweep:1s}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> sweep() {
        return offers.lapseAll()
                .onFailure()
                .invoke(failure -> LOG.warnf("Offers could not be swept: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }
}
