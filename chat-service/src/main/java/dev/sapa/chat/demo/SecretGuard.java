package dev.sapa.chat.demo;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import org.eclipse.microprofile.config.Config;

/** Refuses to start in production with a secret that everybody knows from the demonstration. */
@ApplicationScoped
class SecretGuard {

    private static final Map<String, String> DEMO = Map.of(
            "quarkus.datasource.password", "sapa",
            "quarkus.flyway.password", "sapa-owner");
    private static final Map<String, String> SETTINGS = Map.of(
            "quarkus.datasource.password", "SAPA_DB_PASSWORD",
            "quarkus.flyway.password", "SAPA_DB_OWNER_PASSWORD");

    private final DemoSettings settings;
    private final Config config;

    SecretGuard(DemoSettings settings, Config config) {
        this.settings = settings;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        if (settings.enabled() || LaunchMode.current() != LaunchMode.NORMAL) {
            return;
        }
        DEMO.forEach((property, secret) -> {
            if (config.getOptionalValue(property, String.class)
                    .filter(secret::equals)
                    .isPresent()) {
                throw new IllegalStateException("%s has its demo value; set a secret of your own, or SAPA_DEMO=true"
                        .formatted(SETTINGS.get(property)));
            }
        });
    }
}
