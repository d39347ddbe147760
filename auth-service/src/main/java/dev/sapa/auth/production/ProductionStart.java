package dev.sapa.auth.production;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.PreventFurtherStepsException;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/** Refuses to start outside the demo with a secret of the demo. */
@ApplicationScoped
class ProductionStart {

    private static final Logger LOG = Logger.getLogger(ProductionStart.class);

    private final Config config;

    ProductionStart(Config config) {
        this.config = config;
    }

    void onStart(@Observes @Priority(1) StartupEvent event) {
        boolean demo = config.getOptionalValue("sapa.demo", Boolean.class).orElse(false);
        var known = KnownSecrets.in(name -> config.getOptionalValue(name, String.class));
        if (!demo && LaunchMode.current() == LaunchMode.NORMAL && !known.isEmpty()) {
            LOG.errorf(
                    "Refusing to start: %s still holds the value of the demo. Set a secret of your own.",
                    String.join(", ", known));
            throw new PreventFurtherStepsException("demo secrets outside the demo", 1);
        }
    }
}
