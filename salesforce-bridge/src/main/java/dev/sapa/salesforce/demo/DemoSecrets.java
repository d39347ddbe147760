package dev.sapa.salesforce.demo;

import io.quarkus.flyway.FlywayConfigurationCustomizer;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** Refuses to start with a secret that everybody knows, except in the demonstration; before anything is migrated. */
@ApplicationScoped
class DemoSecrets implements FlywayConfigurationCustomizer {

    private static final Map<String, String> KNOWN = Map.of(
            "SAPA_DB_PASSWORD", "sapa",
            "SAPA_DB_OWNER_PASSWORD", "sapa-owner",
            "SAPA_SERVICE_SECRET", "demo-service-secret",
            "SAPA_KEY_SECRET", "demo-key-secret");

    private final DemoSettings settings;

    DemoSecrets(DemoSettings settings) {
        this.settings = settings;
    }

    @Override
    public void customize(FluentConfiguration flyway) {
        refuse();
    }

    /** For an installation that migrates otherwise than at start. */
    void onStart(@Observes @Priority(1) StartupEvent event) {
        refuse();
    }

    private void refuse() {
        var known = known(Map.of(
                "SAPA_DB_PASSWORD", settings.dbPassword(),
                "SAPA_DB_OWNER_PASSWORD", settings.dbOwnerPassword(),
                "SAPA_SERVICE_SECRET", settings.serviceSecret(),
                "SAPA_KEY_SECRET", settings.keySecret()));
        if (LaunchMode.current() == LaunchMode.NORMAL && !settings.enabled() && !known.isEmpty()) {
            // Of this exception Quarkus prints the message and nothing else, and ends with status 1.
            throw new ConfigurationException(
                    "Refusing to start: the value of the demo still stands in %s. Set a secret of your own."
                            .formatted(String.join(", ", known)));
        }
    }

    /** The settings that hold the demo's value, in alphabetical order. */
    static List<String> known(Map<String, String> values) {
        return values.entrySet().stream()
                .filter(one -> Objects.equals(one.getValue(), KNOWN.get(one.getKey())))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }
}
