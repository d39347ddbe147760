package dev.sapa.relay;

import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The handlers of this service, each aggregate's events in a lane of their own. */
@ApplicationScoped
class Handlers {

    private final Map<String, EventHandler<?>> byType;
    private final ConcurrentHashMap<UUID, KeyLane> lanes = new ConcurrentHashMap<>();
    private final Vertx vertx;
    private final RelaySettings settings;
    private volatile boolean stopping;

    Handlers(@All List<EventHandler<?>> handlers, Vertx vertx, RelaySettings settings) {
        this.byType = handlers.stream().collect(Collectors.toMap(EventHandler::type, Function.identity()));
        this.vertx = vertx;
        this.settings = settings;
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
    }

    boolean know(String type) {
        return byType.containsKey(type);
    }

    /**
     * Completes when the event's effect is committed; fails with what makes it poison.
     *
     * @param aside run whenever the event begins to wait for an earlier one
     */
    Uni<Void> handle(EventRecord event, Runnable aside) {
        var handler = byType.get(event.type());
        return handler == null ? Uni.createFrom().voidItem() : handle(handler, event, aside);
    }

    private <T> Uni<Void> handle(EventHandler<T> handler, EventRecord event, Runnable aside) {
        Received<T> received;
        try {
            received = event.received(event.parse(handler.payload()));
        } catch (PoisonEvent e) {
            return Uni.createFrom().failure(e);
        }
        return Uni.createFrom()
                .emitter(emitter -> enter(
                        event.aggregateId(),
                        new KeyLane.Work(
                                event.version(),
                                event.type() + " " + event.id(),
                                () -> handler.apply(received),
                                () -> handler.reconcile(received),
                                aside,
                                emitter)));
    }

    private void enter(UUID aggregate, KeyLane.Work work) {
        lanes.compute(aggregate, (id, lane) -> {
                    var open = lane == null
                            ? new KeyLane(vertx, settings.gapPatience().toMillis(), () -> stopping, () -> leave(id))
                            : lane;
                    open.announce();
                    return open;
                })
                .add(work);
    }

    private void leave(UUID aggregate) {
        lanes.computeIfPresent(aggregate, (id, lane) -> lane.isEmpty() ? null : lane);
    }

    /** Each attempt gets a duplicated context of its own: Hibernate Reactive keeps its session there. */
    static <T> Uni<T> onFreshContext(Vertx vertx, Uni<T> work) {
        return Uni.createFrom().emitter(emitter -> {
            var context = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
            VertxContextSafetyToggle.setContextSafe(context, true);
            context.runOnContext(ignored -> work.subscribe().with(emitter::complete, emitter::fail));
        });
    }
}
