package dev.sapa.gateway.health;

import dev.sapa.gateway.delivery.EventReader;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once it knows that it will see what happens; stays ready while Kafka is away, because heads are compared then. */
@Readiness
@ApplicationScoped
class EventsReadiness implements HealthCheck {

    private final EventReader events;

    EventsReadiness(EventReader events) {
        this.events = events;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("events").status(events.isPositioned()).build();
    }
}
