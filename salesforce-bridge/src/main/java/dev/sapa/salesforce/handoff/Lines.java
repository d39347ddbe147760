package dev.sapa.salesforce.handoff;

import dev.sapa.salesforce.signal.VisitorTyping;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.impl.VertxInternal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * The hand-offs that this replica works on. It takes the leases of those that nobody has, keeps its own, and gives them up
 * when it stops; one that is killed loses them by time.
 */
@ApplicationScoped
class Lines {

    private static final Logger LOG = Logger.getLogger(Lines.class);
    private static final int AT_ONCE = 100;
    private static final Duration GOODBYE = Duration.ofSeconds(2);
    private static final long FORGET_MS = Duration.ofHours(1).toMillis();

    private final LineKit kit;
    private final UUID owner = UUID.randomUUID();
    private final ConcurrentMap<UUID, Line> lines = new ConcurrentHashMap<>();
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile boolean again;
    private volatile boolean stopped;
    private volatile long keptAt = System.nanoTime();

    Lines(LineKit kit) {
        this.kit = kit;
    }

    void start(@Observes StartupEvent started) {
        kit.vertx.setPeriodic(kit.settings.lookEvery().toMillis(), timer -> look());
        kit.vertx.setPeriodic(kit.settings.lease().toMillis() / 4, timer -> keep());
        kit.vertx.setPeriodic(FORGET_MS, timer -> forget());
        kit.meters.gauge("sapa_salesforce_lines", lines, ConcurrentMap::size);
    }

    void stop(@Observes ShutdownEvent stopping) {
        stopped = true;
        lines.values().forEach(Line::lose);
        // Nobody waits longer than for the lease if this does not come through.
        kit.everywhere(connection -> kit.store.release(connection, owner))
                .ifNoItem()
                .after(GOODBYE)
                .fail()
                .subscribe()
                .with(released -> {}, failure -> {});
    }

    void visitorTypes(@Observes VisitorTyping typing) {
        for (var line : lines.values()) {
            if (line.handoff().conversation().equals(typing.conversation())) {
                line.visitorTypes(typing.typing());
            }
        }
    }

    /** Looks for work now instead of a little later. Any thread. */
    void look() {
        if (stopped) {
            return;
        }
        if (!looking.compareAndSet(false, true)) {
            again = true;
            return;
        }
        again = false;
        acquire()
                .chain(() -> kit.everywhere(connection -> kit.store.due(connection, owner)))
                .ifNoItem()
                .after(kit.settings.lease())
                .fail()
                .subscribe()
                .with(
                        due -> {
                            due.forEach(this::nudge);
                            looked();
                        },
                        failure -> {
                            LOG.debugf("Hand-offs cannot be looked for: %s", failure.getMessage());
                            looked();
                        });
    }

    private void looked() {
        looking.set(false);
        if (again) {
            look();
        }
    }

    private void nudge(UUID handoff) {
        var line = lines.get(handoff);
        if (line != null) {
            line.nudge();
        }
    }

    private Uni<Void> acquire() {
        int room = Math.min(AT_ONCE, kit.settings.most() - lines.size());
        if (room <= 0) {
            return Uni.createFrom().voidItem();
        }
        return kit.everywhere(connection -> kit.store.acquire(connection, owner, kit.settings.lease(), room))
                .invoke(this::begin)
                .replaceWithVoid();
    }

    private void begin(List<Handoff> acquired) {
        for (var handoff : acquired) {
            var loop = ((VertxInternal) kit.vertx).createEventLoopContext();
            var line = new Line(loop, kit, handoff, gone -> lines.remove(handoff.id(), gone));
            var before = lines.put(handoff.id(), line);
            if (before != null) {
                before.lose();
            }
            line.nudge();
        }
    }

    /** Keeps the leases; a line whose lease is gone, or may be, stops. */
    private void keep() {
        if (stopped || lines.isEmpty()) {
            keptAt = System.nanoTime();
            return;
        }
        var known = List.copyOf(lines.values());
        kit.everywhere(connection -> kit.store.prolong(
                        connection,
                        owner,
                        kit.settings.lease(),
                        known.stream().map(Line::lease).toList()))
                .ifNoItem()
                .after(kit.settings.lease().dividedBy(4))
                .fail()
                .subscribe()
                .with(
                        kept -> {
                            keptAt = System.nanoTime();
                            known.stream()
                                    .filter(line -> !kept.contains(line.lease()))
                                    .forEach(Line::lose);
                        },
                        failure -> {
                            if (System.nanoTime() - keptAt
                                    > kit.settings.lease().toNanos()) {
                                known.forEach(Line::lose);
                            }
                        });
    }

    private void forget() {
        kit.everywhere(connection -> kit.store.forget(connection, kit.settings.keep()))
                .subscribe()
                .with(forgotten -> {}, failure -> LOG.debugf("Old hand-offs stay: %s", failure.getMessage()));
    }
}
