package dev.sapa.routing.presence;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Every second: notices sockets and heartbeats that fell silent, also when the gateway that held them is gone. */
@ApplicationScoped
class PresenceSweep {

    private static final Logger LOG = Logger.getLogger(PresenceSweep.class);

    private final PresenceService presences;

    PresenceSweep(PresenceService presences) {
        this.presences = presences;
    }

    @Scheduled(every = "${sapa.routing.sweep:1s}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> expire() {
        return presences
                .expire()
                .onFailure()
                .invoke(failure -> LOG.warnf("Presence could not be checked: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }
}
