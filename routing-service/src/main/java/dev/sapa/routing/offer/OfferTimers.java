package dev.sapa.routing.offer;

import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;

/** Ends the offers of this process when their time is up; those of a process that died are found by the sweep. */
@ApplicationScoped
public class OfferTimers {

    private static final Logger LOG = Logger.getLogger(OfferTimers.class);

    /** The database's clock decides; a timer that fires a moment early would find nothing to do. */
    private static final long MARGIN_MILLIS = 20;

    private final Vertx vertx;
    private final OfferService offers;

    OfferTimers(Vertx vertx, OfferService offers) {
        this.vertx = vertx;
        this.offers = offers;
    }

    /** To be called after the commit that made the offers; returns at once. */
    public void watch(List<Offer> made) {
        made.forEach(offer -> vertx.setTimer(offer.term().toMillis() + MARGIN_MILLIS, timer -> lapse(offer)));
    }

    private void lapse(Offer offer) {
        offers.lapse(offer.company(), offer.id())
                .subscribe()
                .with(
                        done -> {},
                        failure -> LOG.warnf(
                                "Offer %s was not ended, the sweep repeats it: %s", offer.id(), failure.getMessage()));
    }
}
