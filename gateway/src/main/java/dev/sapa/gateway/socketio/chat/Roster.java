package dev.sapa.gateway.socketio.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sapa.gateway.signal.Signal;
import dev.sapa.gateway.signal.SignalBus;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Which users of a company are connected, over all gateways: each tells what changes with it, answers one that asks,
 * and repeats all now and then; what is not repeated is forgotten. Several clients of one user count once. While Redis
 * is away each gateway knows its own.
 */
@ApplicationScoped
class Roster {

    private static final Duration REPEAT = Duration.ofSeconds(10);
    private static final Duration ANSWERS = Duration.ofMillis(200);
    private static final long FORGET_NANOS = Duration.ofSeconds(25).toNanos();
    private static final String ALL = "company-users";
    private static final String ONE = "company-user";

    private record Elsewhere(Set<String> users, long heardAt) {}

    private final Vertx vertx;
    private final Audience audience;
    private final SignalBus bus;
    private final Map<UUID, Map<String, Integer>> here = new HashMap<>();
    private final Map<UUID, Map<String, Elsewhere>> elsewhere = new HashMap<>();
    private final Set<UUID> asked = new HashSet<>();

    Roster(Vertx vertx, Audience audience, SignalBus bus) {
        this.vertx = vertx;
        this.audience = audience;
        this.bus = bus;
    }

    void start(@Observes StartupEvent started) {
        vertx.setPeriodic(REPEAT.toMillis(), tick -> repeat());
    }

    private synchronized void repeat() {
        here.keySet().forEach(company -> publish(company, false));
        long oldest = System.nanoTime() - FORGET_NANOS;
        for (var company : List.copyOf(elsewhere.keySet())) {
            for (var gateway : List.copyOf(of(company).keySet())) {
                var told = of(company).get(gateway);
                if (told != null && told.heardAt() - oldest < 0) {
                    hear(company, gateway, Set.of());
                }
            }
        }
    }

    /** A client of the user is there. */
    synchronized void arrived(Identity user) {
        var company = user.companyId();
        boolean wasThere = isThere(company, user.userId());
        int clients = here.computeIfAbsent(company, id -> new HashMap<>()).merge(user.userId(), 1, Integer::sum);
        if (!wasThere) {
            tell(company, "user_connected", user.userId());
        }
        if (clients == 1) {
            publish(company, user.userId(), true);
        }
    }

    /** A client of the user is gone. */
    synchronized void left(Identity user) {
        var company = user.companyId();
        var users = here.get(company);
        if (users == null || !users.containsKey(user.userId())) {
            return;
        }
        users.computeIfPresent(user.userId(), (id, count) -> count > 1 ? count - 1 : null);
        if (!isThere(company, user.userId())) {
            tell(company, "user_disconnected", user.userId());
        }
        if (!users.containsKey(user.userId())) {
            publish(company, user.userId(), false);
        }
        if (users.isEmpty()) {
            here.remove(company);
        }
    }

    /** Who is there; the first time other gateways get a moment to say so. */
    Uni<ObjectNode> list(UUID company) {
        boolean first;
        synchronized (this) {
            first = asked.add(company);
            if (first) {
                publish(company, true);
            }
        }
        var listed = Uni.createFrom().item(company);
        return (first ? listed.onItem().delayIt().by(ANSWERS) : listed).map(this::listNow);
    }

    private synchronized ObjectNode listNow(UUID company) {
        var list = JsonNodeFactory.instance.objectNode();
        var users = list.putArray("users");
        users(company).forEach(users::add);
        return list;
    }

    private boolean isThere(UUID company, String user) {
        return here.getOrDefault(company, Map.of()).containsKey(user)
                || elsewhere.getOrDefault(company, Map.of()).values().stream()
                        .anyMatch(told -> told.users().contains(user));
    }

    private Set<String> users(UUID company) {
        var users = new TreeSet<>(here.getOrDefault(company, Map.of()).keySet());
        elsewhere.getOrDefault(company, Map.of()).values().forEach(told -> users.addAll(told.users()));
        return users;
    }

    private Map<String, Elsewhere> of(UUID company) {
        return elsewhere.computeIfAbsent(company, id -> new HashMap<>());
    }

    private void publish(UUID company, boolean ask) {
        var content = JsonNodeFactory.instance.objectNode().put("kind", ALL).put("ask", ask);
        var users = content.putArray("users");
        here.getOrDefault(company, Map.of()).keySet().forEach(users::add);
        bus.publish(company, content);
    }

    private void publish(UUID company, String user, boolean there) {
        bus.publish(
                company,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("kind", ONE)
                        .put("user", user)
                        .put("there", there));
    }

    void hear(@Observes Signal signal) {
        var company = signal.conversationId();
        var content = signal.content();
        switch (content.path("kind").asText()) {
            case ALL -> hearAll(company, signal.gateway(), content);
            case ONE -> hearOne(company, signal.gateway(), content);
            default -> {}
        }
    }

    private synchronized void hearAll(UUID company, String gateway, JsonNode content) {
        var users = new HashSet<String>();
        content.path("users").forEach(user -> users.add(user.asText()));
        hear(company, gateway, users);
        if (content.path("ask").asBoolean() && here.containsKey(company)) {
            publish(company, false);
        }
    }

    private synchronized void hearOne(UUID company, String gateway, JsonNode content) {
        var known = of(company).get(gateway);
        var users = known == null ? new HashSet<String>() : new HashSet<>(known.users());
        boolean changed = content.path("there").asBoolean()
                ? users.add(content.path("user").asText())
                : users.remove(content.path("user").asText());
        if (changed) {
            hear(company, gateway, users);
        }
    }

    private void hear(UUID company, String gateway, Set<String> users) {
        var known = of(company).get(gateway);
        var before = known == null ? Set.<String>of() : known.users();
        var came = new ArrayList<>(users);
        came.removeIf(user -> before.contains(user) || isThere(company, user));
        if (users.isEmpty()) {
            of(company).remove(gateway);
        } else {
            of(company).put(gateway, new Elsewhere(Set.copyOf(users), System.nanoTime()));
        }
        if (of(company).isEmpty()) {
            elsewhere.remove(company);
        }
        came.forEach(user -> tell(company, "user_connected", user));
        before.stream()
                .filter(user -> !isThere(company, user))
                .forEach(user -> tell(company, "user_disconnected", user));
    }

    private void tell(UUID company, String event, String userId) {
        var data = JsonNodeFactory.instance.objectNode().put("user_id", userId);
        for (var admin : audience.adminsOf(company)) {
            admin.run(() -> admin.emit(event, data));
        }
    }
}
