package dev.sapa.gateway.signal;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sapa.gateway.GatewayName;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.redis.datasource.pubsub.ReactivePubSubCommands;
import io.quarkus.redis.datasource.pubsub.ReactivePubSubCommands.ReactiveRedisSubscriber;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Signals between gateways: Redis channel {@code sapa:signal:<conversation>}. Lost while Redis is away; each gateway
 * then serves its own sockets only, and listens again as soon as it can.
 */
@ApplicationScoped
public class SignalBus {

    private static final Logger LOG = Logger.getLogger(SignalBus.class);
    private static final String CHANNEL = "sapa:signal:";
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Vertx vertx;
    private final ReactivePubSubCommands<String> channels;
    private final ObjectMapper json;
    private final GatewayName gateway;
    private final Event<Signal> heard;
    private final AtomicBoolean retrying = new AtomicBoolean();
    private volatile boolean stopped;
    private volatile boolean listening;
    private volatile @Nullable ReactiveRedisSubscriber subscriber;

    SignalBus(Vertx vertx, ReactiveRedisDataSource redis, ObjectMapper json, GatewayName gateway, Event<Signal> heard) {
        this.vertx = vertx;
        this.channels = redis.pubsub(String.class);
        this.json = json;
        this.gateway = gateway;
        this.heard = heard;
    }

    void start(@Observes StartupEvent started) {
        listen();
    }

    void stop(@Observes ShutdownEvent stopping) {
        stopped = true;
        var current = subscriber;
        if (current != null) {
            current.unsubscribe().subscribe().with(done -> {}, lost -> {});
        }
    }

    /** Tells the other gateways; nobody waits for it and it may get lost. */
    public void publish(UUID conversationId, ObjectNode content) {
        if (!listening) {
            return;
        }
        var text = content.put("gateway", gateway.text()).toString();
        channels.publish(CHANNEL + conversationId, text)
                .subscribe()
                .with(sent -> {}, failure -> LOG.debugf("A signal was lost: %s", failure.getMessage()));
    }

    private void listen() {
        channels.subscribeToPattern(CHANNEL + "*", this::hear, this::listenAgain, failure -> listenAgain())
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .subscribe()
                .with(this::listening, failure -> listenAgain());
    }

    private void listening(ReactiveRedisSubscriber current) {
        subscriber = current;
        listening = true;
    }

    private void listenAgain() {
        listening = false;
        if (!stopped && retrying.compareAndSet(false, true)) {
            vertx.setTimer(PAUSE.toMillis(), timer -> {
                retrying.set(false);
                listen();
            });
        }
    }

    private void hear(String channel, String text) {
        try {
            var content = json.readTree(text);
            var from = content.path("gateway").asText("");
            if (!from.equals(gateway.text())) {
                heard.fire(new Signal(UUID.fromString(channel.substring(CHANNEL.length())), from, content));
            }
        } catch (IOException | IllegalArgumentException unreadable) {
            LOG.debugf("A signal on %s cannot be read", channel);
        }
    }
}
