package dev.sapa.salesforce.signal;

import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.redis.datasource.pubsub.ReactivePubSubCommands;
import io.quarkus.redis.datasource.pubsub.ReactivePubSubCommands.ReactiveRedisSubscriber;
import io.vertx.core.Vertx;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The signals that gateways give each other: Redis channel {@code sapa:signal:<conversation>}. Lost while Redis is away;
 * nobody waits for them, and it is listened again when it is back.
 */
public final class SignalLine {

    private static final Logger LOG = Logger.getLogger(SignalLine.class);
    private static final String CHANNEL = "sapa:signal:";
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final String name;
    private final Vertx vertx;
    private final ReactivePubSubCommands<String> channels;
    private final BiConsumer<UUID, JsonObject> hearing;
    private final AtomicBoolean retrying = new AtomicBoolean();
    private volatile boolean stopped;
    private volatile @Nullable ReactiveRedisSubscriber subscriber;

    /**
     * One that does not listen yet.
     *
     * @param name    of whoever speaks here, who does not hear itself
     * @param hearing takes what others say about a conversation; what it cannot read it may fail on
     */
    public SignalLine(String name, Vertx vertx, ReactiveRedisDataSource redis, BiConsumer<UUID, JsonObject> hearing) {
        this.name = name;
        this.vertx = vertx;
        this.channels = redis.pubsub(String.class);
        this.hearing = hearing;
    }

    /** Begins to listen. */
    public void listen() {
        channels.subscribeToPattern(CHANNEL + "*", this::hear, this::listenAgain, failure -> listenAgain())
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .subscribe()
                .with(current -> subscriber = current, failure -> listenAgain());
    }

    public void stop() {
        stopped = true;
        var current = subscriber;
        if (current != null) {
            current.unsubscribe().subscribe().with(done -> {}, lost -> {});
        }
    }

    /**
     * Says that somebody types or stops.
     *
     * @param side {@code AGENT} or {@code CUSTOMER}
     * @param user whose screen it is; empty where nobody knows
     */
    public void typing(UUID conversation, String side, String user, boolean typing) {
        var content = new JsonObject()
                .put("kind", "typing")
                .put("side", side)
                .put("user_id", user)
                .put("is_typing", typing)
                .put("gateway", name);
        channels.publish(CHANNEL + conversation, content.encode())
                .subscribe()
                .with(sent -> {}, failure -> LOG.debugf("A signal was lost: %s", failure.getMessage()));
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
            if (!name.equals(content.getValue("gateway"))) {
                hearing.accept(UUID.fromString(channel.substring(CHANNEL.length())), content);
            }
        } catch (DecodeException | IllegalArgumentException | ClassCastException unreadable) {
            LOG.debugf("A signal on %s cannot be read", channel);
        }
    }

    /** Whether it says of that side that it types, or stops. */
    public static boolean isTyping(JsonObject content, String side) {
        return "typing".equals(content.getValue("kind")) && side.equals(content.getValue("side"));
    }
}
