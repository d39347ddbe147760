package dev.sapa.auth.production;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
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
            // Of this exception Quarkus prints the message and nothing else, and ends with status 1.
            throw new ConfigurationException(
                    "Refusing to start: the value of the demo still stands in %s. Set a secret of your own."
                            .formatted(String.join(", ", known)));
        }
    }
}
