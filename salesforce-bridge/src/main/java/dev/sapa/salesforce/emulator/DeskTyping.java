package dev.sapa.salesforce.emulator;

import dev.sapa.salesforce.signal.SignalLine;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.util.UUID;

/** Who types at our desk, which plays the emulated Salesforce's agents. */
@ApplicationScoped
class DeskTyping {

    private final SignalLine line;
    private final EmulatorSettings settings;
    private final Event<Typing> heard;

    DeskTyping(Vertx vertx, ReactiveRedisDataSource redis, EmulatorSettings settings, Event<Typing> heard) {
        this.line = new SignalLine("emulator-" + UUID.randomUUID(), vertx, redis, this::hear);
        this.settings = settings;
        this.heard = heard;
    }

    /** An agent types in a conversation of our desk, or stops. */
    record Typing(UUID conversation, boolean started) {}

    void start(@Observes StartupEvent started) {
        if (settings.enabled()) {
            line.listen();
        }
    }

    void stop(@Observes ShutdownEvent stopping) {
        line.stop();
    }

    /** The visitor of a conversation types. */
    void publish(UUID conversation, String user, boolean started) {
        line.typing(conversation, "CUSTOMER", user, started);
    }

    private void hear(UUID conversation, JsonObject content) {
        if (SignalLine.isTyping(content, "AGENT")) {
            heard.fire(new Typing(conversation, content.getBoolean("is_typing", false)));
        }
    }
}
