package dev.sapa.salesforce.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sapa.salesforce.emulator.Orgs.Registration;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Sets up the org of the settings: its key is read once, as if it had been uploaded on the Setup pages. */
@ApplicationScoped
class EmulatorStart {

    private static final Logger LOG = Logger.getLogger(EmulatorStart.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final EmulatorSettings settings;
    private final Orgs orgs;

    EmulatorStart(EmulatorSettings settings, Orgs orgs) {
        this.settings = settings;
        this.orgs = orgs;
    }

    void start(@Observes StartupEvent started) {
        if (settings.enabled()) {
            Uni.createFrom()
                    .item(this::key)
                    // Reads a file, and may make a key.
                    .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                    .chain(this::register)
                    .onFailure()
                    .retry()
                    .withBackOff(Duration.ofMillis(500), Duration.ofSeconds(10))
                    .indefinitely()
                    .subscribe()
                    .with(done -> {}, failure -> LOG.error("Salesforce cannot be emulated", failure));
        }
    }

    private JsonNode key() {
        var path = Path.of(settings.jwkPath());
        try {
            if (settings.makeKey()) {
                DemoKey.makeUnlessThere(path, settings.kid());
            }
            if (!Files.exists(path)) {
                LOG.warnf("There is no key at %s: the emulated Salesforce believes no identity token", path);
                return JSON.createObjectNode();
            }
            return JSON.readTree(path.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Uni<Void> register(JsonNode key) {
        return orgs.register(new Registration(
                settings.orgId(),
                settings.company(),
                settings.desk(),
                settings.esDeveloperName(),
                settings.kid(),
                settings.kid(),
                key.path("n").asText(),
                key.path("e").asText(),
                settings.oauthClientId(),
                settings.oauthClientSecret()));
    }
}
