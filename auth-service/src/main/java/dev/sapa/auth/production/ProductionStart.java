package dev.sapa.auth.production;

import io.quarkus.arc.Unremovable;
import io.quarkus.flyway.FlywayConfigurationCustomizer;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.Config;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * Refuses to start outside the demo with a secret of the demo. Asked when migrations are about to be prepared: what the
 * service does at start comes later, and nothing in the database has been touched.
 */
@ApplicationScoped
@Unremovable
class ProductionStart implements FlywayConfigurationCustomizer {

    private final Config config;

    ProductionStart(Config config) {
        this.config = config;
    }

    @Override
    public void customize(FluentConfiguration migrations) {
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
