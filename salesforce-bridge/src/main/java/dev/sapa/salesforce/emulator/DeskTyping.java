package dev.sapa.salesforce.emulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.redis.datasource.pubsub.ReactivePubSubCommands;
import io.quarkus.redis.datasource.pubsub.ReactivePubSubCommands.ReactiveRedisSubscriber;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Who types, as the gateways tell each other over Redis. Lost while that is away. */
@ApplicationScoped
class DeskTyping {

    private static final Logger LOG = Logger.getLogger(DeskTyping.class);
    private static final String CHANNEL = "sapa:signal:";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final String name = "emulator-" + UUID.randomUUID();
    private final Vertx vertx;
    private final ReactivePubSubCommands<String> channels;
    private final EmulatorSettings settings;
    private final Event<Typing> heard;
    private final AtomicBoolean retrying = new AtomicBoolean();
    private volatile boolean stopped;
    private volatile @Nullable ReactiveRedisSubscriber subscriber;

    DeskTyping(Vertx vertx, ReactiveRedisDataSource redis, EmulatorSettings settings, Event<Typing> heard) {
        this.vertx = vertx;
        this.channels = redis.pubsub(String.class);
        this.settings = settings;
        this.heard = heard;
    }

    /** An agent types in a conversation of our desk, or stops. */
    record Typing(UUID conversation, boolean started) {}

    void start(@Observes StartupEvent started) {
        if (settings.enabled()) {
            listen();
        }
    }

    void stop(@Observes ShutdownEvent stopping) {
        stopped = true;
        var current = subscriber;
        if (current != null) {
            current.unsubscribe().subscribe().with(done -> {}, lost -> {});
        }
    }

    /** The visitor of a conversation types. */
    void publish(UUID conversation, String user, boolean started) {
        var signal = JsonNodeFactory.instance
                .objectNode()
                .put("kind", "typing")
                .put("side", "CUSTOMER")
                .put("user_id", user)
                .put("is_typing", started)
                .put("gateway", name);
        channels.publish(CHANNEL + conversation, signal.toString())
                .subscribe()
                .with(sent -> {}, failure -> LOG.debugf("A signal was lost: %s", failure.getMessage()));
    }

    private void listen() {
        channels.subscribeToPattern(CHANNEL + "*", this::hear, this::listenAgain, failure -> listenAgain())
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .subscribe()
                .with(current -> subscriber = current, failure -> listenAgain());
    }

    private void listenAgain() {
        if (!stopped && retrying.compareAndSet(false, true)) {
            vertx.setTimer(PAUSE.toMillis(), timer -> {
                retrying.set(false);
                listen();
            });
        }
    }

    private void hear(String channel, String text) {
        try {
            var signal = JSON.readTree(text);
            if (isAgentTyping(signal)) {
                heard.fire(new Typing(
                        UUID.fromString(channel.substring(CHANNEL.length())),
                        signal.path("is_typing").asBoolean()));
            }
        } catch (JsonProcessingException | IllegalArgumentException unreadable) {
            LOG.debugf("A signal on %s cannot be read", channel);
        }
    }

    private boolean isAgentTyping(JsonNode signal) {
        return signal.path("kind").asText().equals("typing")
                && signal.path("side").asText().equals("AGENT")
                && !signal.path("gateway").asText().equals(name);
    }
}
