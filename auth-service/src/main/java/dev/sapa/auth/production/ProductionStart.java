package dev.sapa.auth.production;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.PreventFurtherStepsException;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.Config;

/** Refuses to start outside the demo with a secret of the demo. */
@ApplicationScoped
class ProductionStart {

    private final Config config;

    ProductionStart(Config config) {
        this.config = config;
    }

    void onStart(@Observes @Priority(1) StartupEvent event) {
        boolean demo = config.getOptionalValue("sapa.demo", Boolean.class).orElse(false);
        var known = KnownSecrets.in(name -> config.getOptionalValue(name, String.class));
        if (!demo && LaunchMode.current() == LaunchMode.NORMAL && !known.isEmpty()) {
            // Quarkus prints the message of this exception, and nothing else, and ends with the status.
            throw new PreventFurtherStepsException(
                    "Refusing to start: %s still holds the value of the demo. Set a secret of your own."
                            .formatted(String.join(", ", known)),
                    1);
        }
    }
}
