package dev.sapa.analytics.demo;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;

/** Refuses to start with a secret that everybody knows, except in the demonstration. */
@ApplicationScoped
class DemoSecrets {

    private final DemoSettings settings;

    DemoSecrets(DemoSettings settings) {
        this.settings = settings;
    }

    void refuse(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event, LaunchMode mode) {
        if (mode == LaunchMode.NORMAL && !settings.enabled()) {
            refuse("SAPA_DB_PASSWORD", settings.dbPassword(), "sapa");
            refuse("SAPA_DB_OWNER_PASSWORD", settings.dbOwnerPassword(), "sapa-owner");
        }
    }

    /** @throws IllegalStateException naming the setting, not its value */
    static void refuse(String setting, String value, String demoValue) {
        if (value.equals(demoValue)) {
            throw new IllegalStateException(
                    setting + " is the demonstration's; set a secret of your own, or SAPA_DEMO=true");
        }
    }
}
