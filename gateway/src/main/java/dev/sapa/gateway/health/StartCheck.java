package dev.sapa.gateway.health;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigMapping;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Refuses to start outside the demo with what is only good for the demo. */
@ApplicationScoped
class StartCheck {

    private static final Set<String> DEMO_SECRETS = Set.of("demo-service-secret", "your_jwt_secret", "changeme", "");

    /** What is looked at. */
    @ConfigMapping(prefix = "sapa.start")
    interface Settings {

        boolean demo();

        /** The secret that the services share. */
        Optional<String> serviceSecret();

        /** Origins whose browsers may call. */
        Optional<List<String>> origins();
    }

    private final Settings settings;

    StartCheck(Settings settings) {
        this.settings = settings;
    }

    void check(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent started) {
        complaint().ifPresent(complaint -> {
            // Of this exception Quarkus prints the message and nothing else, and ends with status 1.
            throw new ConfigurationException("Refusing to start: " + complaint + ".");
        });
    }

    /** What is wrong, naming the setting; empty when the start may go on. */
    Optional<String> complaint() {
        if (settings.demo()) {
            return Optional.empty();
        }
        if (DEMO_SECRETS.contains(settings.serviceSecret().orElse(""))) {
            return Optional.of("SAPA_SERVICE_SECRET is a demo secret: set another, or SAPA_DEMO=true");
        }
        if (settings.origins().orElse(List.of()).stream().anyMatch(StartCheck::isOpen)) {
            return Optional.of("SAPA_CORS_ORIGINS admits every origin: name them, or set SAPA_DEMO=true");
        }
        return Optional.empty();
    }

    private static boolean isOpen(String origin) {
        return origin.equals("*") || origin.equals("/.*/") || origin.equals("/.+/");
    }
}
