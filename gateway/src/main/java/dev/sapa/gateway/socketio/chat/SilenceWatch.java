package dev.sapa.gateway.socketio.chat;

import dev.sapa.gateway.delivery.EventReader;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** While the log of events is silent, asks chat-service what was said, so that delivery slows down and never stops. */
@ApplicationScoped
class SilenceWatch {

    private static final Logger LOG = Logger.getLogger(SilenceWatch.class);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int BATCH = 500;

    private final Vertx vertx;
    private final EventReader events;
    private final Audience audience;
    private final RoomKeeper keeper;
    private final AtomicBoolean asking = new AtomicBoolean();

    SilenceWatch(Vertx vertx, EventReader events, Audience audience, RoomKeeper keeper) {
        this.vertx = vertx;
        this.events = events;
        this.audience = audience;
        this.keeper = keeper;
    }

    void start(@Observes StartupEvent started) {
        vertx.setPeriodic(LOOK.toMillis(), tick -> askWhenSilent());
    }

    private void askWhenSilent() {
        if (!events.isSilent() || !asking.compareAndSet(false, true)) {
            return;
        }
        askHeads()
                .chain(this::askCompanies)
                .onTermination()
                .invoke(() -> asking.set(false))
                .subscribe()
                .with(done -> {}, failure -> LOG.debugf("What was said could not be asked: %s", failure.getMessage()));
    }

    private Uni<Void> askHeads() {
        return Multi.createFrom()
                .iterable(batches(audience.conversations()))
                .onItem()
                .transformToUniAndConcatenate(keeper::heads)
                .invoke(heads -> heads.forEach(audience::aim))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private static List<List<UUID>> batches(List<UUID> all) {
        var batches = new ArrayList<List<UUID>>();
        for (int from = 0; from < all.size(); from += BATCH) {
            batches.add(all.subList(from, Math.min(all.size(), from + BATCH)));
        }
        return batches;
    }

    /** For conversations that nobody here has heard of. */
    private Uni<Void> askCompanies() {
        return Multi.createFrom()
                .iterable(audience.companiesHeard())
                .onItem()
                .transformToUniAndConcatenate(company -> keeper.unservedOfCompany(company)
                        .invoke(unserved ->
                                unserved.forEach(one -> audience.hear(company, one.visitorId(), one.said()))))
                .collect()
                .last()
                .replaceWithVoid();
    }
}
