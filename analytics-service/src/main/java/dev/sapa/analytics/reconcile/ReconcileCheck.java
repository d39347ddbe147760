package dev.sapa.analytics.reconcile;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** Checks the last days again and again; the metric {@code sapa_analytics_reconcile_difference} is 0 while all is well. */
@ApplicationScoped
class ReconcileCheck {

    private static final Logger LOG = Logger.getLogger(ReconcileCheck.class);

    private final ReconcileService reconcile;
    private final ReconcileSettings settings;
    private final Clock clock;
    private final AtomicLong differences = new AtomicLong();

    ReconcileCheck(ReconcileService reconcile, ReconcileSettings settings, Clock clock, MeterRegistry meters) {
        this.reconcile = reconcile;
        this.settings = settings;
        this.clock = clock;
        meters.gauge("sapa.analytics.reconcile.difference", differences);
    }

    @Scheduled(every = "${sapa.reconcile.every:15m}", delayed = "1m", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> check() {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return reconcile
                .reconcile(null, today.minusDays(settings.days() - 1L), today.plusDays(1))
                .invoke(this::tell)
                .replaceWithVoid();
    }

    private void tell(ReconciliationView found) {
        differences.set(found.differences().size());
        found.differences().forEach(difference -> LOG.errorf("The totals are not what the events say: %s", difference));
    }
}
