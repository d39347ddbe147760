package dev.sapa.salesforce.signal;

import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.redis.datasource.pubsub.ReactivePubSubCommands;
import io.quarkus.redis.datasource.pubsub.ReactivePubSubCommands.ReactiveRedisSubscriber;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Typing, as the gateways tell it each other: Redis channel {@code sapa:signal:<conversation>}. Lost while Redis is away;
 * nobody waits for it.
 */
@ApplicationScoped
public class TypingSignals {

    private static final Logger LOG = Logger.getLogger(TypingSignals.class);
    private static final String CHANNEL = "sapa:signal:";
    private static final String OURS = "salesforce-bridge";
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Vertx vertx;
    private final ReactivePubSubCommands<String> channels;
    private final Event<VisitorTyping> heard;
    private final AtomicBoolean retrying = new AtomicBoolean();
    private volatile boolean stopped;
    private volatile @Nullable ReactiveRedisSubscriber subscriber;

    TypingSignals(Vertx vertx, ReactiveRedisDataSource redis, Event<VisitorTyping> heard) {
        this.vertx = vertx;
        this.channels = redis.pubsub(String.class);
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

    /** Tells the visitor's sockets whether an agent in Salesforce types. */
    public void agentTypes(UUID conversation, boolean typing) {
        var content = new JsonObject()
                .put("kind", "typing")
                .put("side", "AGENT")
                .put("user_id", "")
                .put("is_typing", typing)
                .put("gateway", OURS);
        channels.publish(CHANNEL + conversation, content.encode())
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
            var content = new JsonObject(text);
            if ("typing".equals(content.getValue("kind"))
                    && "CUSTOMER".equals(content.getValue("side"))
                    && !OURS.equals(content.getValue("gateway"))) {
                heard.fire(new VisitorTyping(
                        UUID.fromString(channel.substring(CHANNEL.length())), content.getBoolean("is_typing", false)));
            }
        } catch (DecodeException | IllegalArgumentException | ClassCastException unreadable) {
            LOG.debugf("A signal on %s cannot be read", channel);
        }
    }
}
