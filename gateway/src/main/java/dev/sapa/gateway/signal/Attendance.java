package dev.sapa.gateway.signal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sapa.gateway.peer.FollowRegistry;
import dev.sapa.gateway.peer.Following;
import dev.sapa.gateway.peer.Frame;
import dev.sapa.gateway.peer.Peer;
import dev.sapa.gateway.peer.Side;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Who is connected to a conversation, over all gateways: each tells its own numbers when they change, answers a
 * gateway that asks, and repeats them now and then; what is not repeated is forgotten.
 */
@ApplicationScoped
public class Attendance {

    private static final Duration REPEAT = Duration.ofSeconds(20);
    private static final Duration ANSWERS = Duration.ofMillis(150);
    private static final long FORGET_NANOS = Duration.ofSeconds(50).toNanos();

    private static final String CONNECTED = "user_connected";
    private static final String DISCONNECTED = "user_disconnected";

    private record Count(int customers, int agents, long heardAt) {

        int all() {
            return customers + agents;
        }
    }

    private final Vertx vertx;
    private final FollowRegistry follows;
    private final SignalBus bus;
    private final ConcurrentMap<UUID, Map<String, Count>> elsewhere = new ConcurrentHashMap<>();

    /** How many are asking about a conversation that no socket here has joined. */
    private final ConcurrentMap<UUID, Integer> asking = new ConcurrentHashMap<>();

    Attendance(Vertx vertx, FollowRegistry follows, SignalBus bus) {
        this.vertx = vertx;
        this.follows = follows;
        this.bus = bus;
    }

    void start(@Observes StartupEvent started) {
        vertx.setPeriodic(REPEAT.toMillis(), tick -> repeat());
    }

    private void repeat() {
        long now = System.nanoTime();
        elsewhere.keySet().removeIf(id -> !concerns(id));
        elsewhere.values().forEach(counts -> counts.values().removeIf(count -> now - count.heardAt() > FORGET_NANOS));
        for (var conversationId : follows.conversations()) {
            if (here(conversationId, Side.CUSTOMER) + here(conversationId, Side.AGENT) > 0) {
                bus.publish(conversationId, counts(conversationId, false));
            }
        }
    }

    /** A socket joined: the others hear of it, and all hear who is connected now. */
    public void joined(Following following) {
        var conversationId = following.conversationId();
        var userId = following.peer().userId();
        tellJoined(conversationId, following.side(), userId, following.peer());
        bus.publish(
                conversationId,
                Frame.data()
                        .put("kind", "joined")
                        .put("side", following.side().name())
                        .put("user_id", userId));
        bus.publish(conversationId, counts(conversationId, true));
        tellStatus(conversationId, CONNECTED, userId);
    }

    /** A socket that had joined is gone: those who remain hear who is connected now. */
    public void left(Following following) {
        if (following.joined()) {
            bus.publish(following.conversationId(), counts(following.conversationId(), false));
            tellStatus(
                    following.conversationId(), DISCONNECTED, following.peer().userId());
        }
    }

    /** Who is connected now; other gateways are given a moment to answer where no socket here has followed it. */
    public Uni<Connections> count(UUID conversationId) {
        if (!follows.followersOf(conversationId).isEmpty()) {
            return Uni.createFrom().item(connections(conversationId));
        }
        asking.merge(conversationId, 1, Integer::sum);
        bus.publish(conversationId, counts(conversationId, true));
        return Uni.createFrom()
                .item(conversationId)
                .onItem()
                .delayIt()
                .by(ANSWERS)
                .map(this::connections)
                .onTermination()
                .invoke(() -> asking.computeIfPresent(conversationId, (id, many) -> many == 1 ? null : many - 1));
    }

    private boolean concerns(UUID conversationId) {
        return asking.containsKey(conversationId)
                || !follows.followersOf(conversationId).isEmpty();
    }

    private Connections connections(UUID conversationId) {
        var others = elsewhere.getOrDefault(conversationId, Map.of()).values();
        return Connections.of(
                here(conversationId, Side.CUSTOMER)
                        + others.stream().mapToInt(Count::customers).sum(),
                here(conversationId, Side.AGENT)
                        + others.stream().mapToInt(Count::agents).sum());
    }

    void hear(@Observes Signal signal) {
        var id = signal.conversationId();
        if (!concerns(id)) {
            return;
        }
        switch (signal.content().path("kind").asText()) {
            case "joined" ->
                tellJoined(
                        id,
                        Side.valueOf(signal.content().path("side").asText()),
                        signal.content().path("user_id").asText(),
                        null);
            case "attendance" -> hearCounts(signal);
            default -> {}
        }
    }

    private void hearCounts(Signal signal) {
        var id = signal.conversationId();
        var content = signal.content();
        var told = new Count(
                content.path("customers").asInt(), content.path("agents").asInt(), System.nanoTime());
        var before =
                elsewhere.computeIfAbsent(id, any -> new ConcurrentHashMap<>()).put(signal.gateway(), told);
        if (before == null || before.customers() != told.customers() || before.agents() != told.agents()) {
            int grown = told.all() - (before == null ? 0 : before.all());
            tellStatus(id, grown < 0 ? DISCONNECTED : CONNECTED, "");
        }
        if (content.path("ask").asBoolean()) {
            bus.publish(id, counts(id, false));
        }
    }

    private ObjectNode counts(UUID conversationId, boolean ask) {
        return Frame.data()
                .put("kind", "attendance")
                .put("customers", here(conversationId, Side.CUSTOMER))
                .put("agents", here(conversationId, Side.AGENT))
                .put("ask", ask);
    }

    private int here(UUID conversationId, Side side) {
        return (int) follows.followersOf(conversationId).stream()
                .filter(following -> following.joined() && following.side() == side)
                .count();
    }

    private void tellJoined(UUID conversationId, Side side, String userId, @Nullable Peer except) {
        var data = Frame.data()
                .put("session_id", conversationId.toString())
                .put("user_type", side.wireName())
                .put("user_id", userId);
        tell(conversationId, Frame.of("user_joined", conversationId, data), except);
    }

    /** @param userId whose coming or going it is about; empty when that is not known here */
    private void tellStatus(UUID conversationId, String event, String userId) {
        var now = connections(conversationId);
        var data = Frame.data()
                .put("session_id", conversationId.toString())
                .put("event_type", event)
                .put("event_user_id", userId);
        data.putObject("connection_status")
                .put("customer_connected", now.customerConnected())
                .put("agent_connected", now.agentConnected())
                .put("total_customer", now.totalCustomer())
                .put("total_agent", now.totalAgent());
        tell(conversationId, Frame.of("connection_status_update", conversationId, data), null);
    }

    private void tell(UUID conversationId, String frame, @Nullable Peer except) {
        for (var following : follows.followersOf(conversationId)) {
            var peer = following.peer();
            if (following.joined() && peer != except) {
                peer.run(() -> peer.send(frame));
            }
        }
    }
}
