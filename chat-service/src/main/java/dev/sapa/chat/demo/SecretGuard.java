package dev.sapa.chat.demo;

import io.quarkus.flyway.FlywayConfigurationCustomizer;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.Config;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * Refuses to start in production with a secret that everybody knows from the demonstration: before the migration, which is
 * the first to use one, and again at the start proper, for installations that migrate elsewhere.
 */
@Singleton
class SecretGuard implements FlywayConfigurationCustomizer {

    private final DemoSettings settings;
    private final Config config;

    SecretGuard(DemoSettings settings, Config config) {
        this.settings = settings;
        this.config = config;
    }

    @Override
    public void customize(FluentConfiguration migration) {
        refuse();
    }

    void start(@Observes @Priority(1) StartupEvent event) {
        refuse();
    }

    private void refuse() {
        if (settings.enabled() || LaunchMode.current() != LaunchMode.NORMAL) {
            return;
        }
        var known = KnownSecrets.in(name -> config.getOptionalValue(name, String.class));
        if (!known.isEmpty()) {
            // Of this exception Quarkus prints the message and nothing else, and ends with status 1.
            throw new ConfigurationException(
                    "Refusing to start: the value of the demo still stands in %s. Set a secret of your own."
                            .formatted(String.join(", ", known)));
        }
    }
}
