package dev.sapa.gateway.health;

import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Live while the event loop turns. */
@Liveness
@ApplicationScoped
class LoopLiveness implements HealthCheck {

    private static final Duration TURN = Duration.ofSeconds(1);
    private static final long LONGEST_NANOS = Duration.ofSeconds(15).toNanos();

    private final Vertx vertx;
    private volatile long turnedAt = System.nanoTime();

    LoopLiveness(Vertx vertx) {
        this.vertx = vertx;
    }

    void start(@Observes StartupEvent started) {
        vertx.setPeriodic(TURN.toMillis(), tick -> turnedAt = System.nanoTime());
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("loop")
                .status(System.nanoTime() - turnedAt < LONGEST_NANOS)
                .build();
    }
}
