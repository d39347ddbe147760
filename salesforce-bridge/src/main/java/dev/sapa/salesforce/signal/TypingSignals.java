package dev.sapa.salesforce.signal;

import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.util.UUID;

/** Typing between visitors' sockets and agents in Salesforce. */
@ApplicationScoped
public class TypingSignals {

    private final SignalLine line;
    private final Event<VisitorTyping> heard;

    TypingSignals(Vertx vertx, ReactiveRedisDataSource redis, Event<VisitorTyping> heard) {
        this.line = new SignalLine("salesforce-bridge", vertx, redis, this::hear);
        this.heard = heard;
    }

    void start(@Observes StartupEvent started) {
        line.listen();
    }

    void stop(@Observes ShutdownEvent stopping) {
        line.stop();
    }

    /** Tells the visitor's sockets whether an agent in Salesforce types. */
    public void agentTypes(UUID conversation, boolean typing) {
        line.typing(conversation, "AGENT", "", typing);
    }

    private void hear(UUID conversation, JsonObject content) {
        if (SignalLine.isTyping(content, "CUSTOMER")) {
            heard.fire(new VisitorTyping(conversation, content.getBoolean("is_typing", false)));
        }
    }
}
