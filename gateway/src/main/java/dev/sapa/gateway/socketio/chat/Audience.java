package dev.sapa.gateway.socketio.chat;

import dev.sapa.gateway.delivery.Ear;
import dev.sapa.gateway.delivery.Facts;
import dev.sapa.gateway.delivery.Message;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Who is connected here: visitors hear what the company says to them, admins what the company's visitors say. Safe for
 * any thread.
 */
@ApplicationScoped
class Audience implements Ear {

    private static final Duration SWEEP = Duration.ofMinutes(1);
    private static final Duration FORGOTTEN = Duration.ofMinutes(15);

    private final ConcurrentMap<UUID, Set<Client>> adminsByCompany = new ConcurrentHashMap<>();
    private final ConcurrentMap<UUID, Set<Client>> byVisitor = new ConcurrentHashMap<>();
    private final ConcurrentMap<UUID, Set<Client>> byCompany = new ConcurrentHashMap<>();
    private final ConcurrentMap<UUID, Room> rooms = new ConcurrentHashMap<>();
    private final Vertx vertx;
    private final RoomKeeper keeper;
    private final Positions positions;

    Audience(Vertx vertx, RoomKeeper keeper, Positions positions) {
        this.vertx = vertx;
        this.keeper = keeper;
        this.positions = positions;
    }

    void start(@Observes StartupEvent started) {
        vertx.setPeriodic(SWEEP.toMillis(), tick -> rooms.values().removeIf(room -> room.isQuiet(FORGOTTEN.toNanos())));
    }

    /** From now on it hears what concerns it. */
    void join(Client client) {
        var company = client.identity().companyId();
        put(byCompany, company, client);
        var visitor = client.visitorId();
        if (visitor == null) {
            put(adminsByCompany, company, client);
        } else {
            put(byVisitor, visitor, client);
        }
    }

    void leave(Client client) {
        var company = client.identity().companyId();
        take(byCompany, company, client);
        take(adminsByCompany, company, client);
        var visitor = client.visitorId();
        if (visitor != null) {
            take(byVisitor, visitor, client);
        }
        rooms.values().removeIf(room -> !isWanted(room));
    }

    private boolean isWanted(Room room) {
        return adminsByCompany.containsKey(room.companyId()) || byVisitor.containsKey(room.visitorId());
    }

    Set<Client> adminsOf(UUID company) {
        return adminsByCompany.getOrDefault(company, Set.of());
    }

    @Override
    public boolean listensTo(UUID companyId) {
        return byCompany.containsKey(companyId);
    }

    @Override
    public void posted(Message message, Facts facts) {
        var visitor = facts.visitorId();
        if (visitor == null) {
            return;
        }
        if (!adminsByCompany.containsKey(facts.companyId()) && !byVisitor.containsKey(visitor)) {
            // Whoever comes later begins at what was served, not at what this gateway heard by chance.
            rooms.remove(facts.conversationId());
            return;
        }
        var room = rooms.compute(
                facts.conversationId(),
                (id, known) -> known != null && known.visitorId().equals(visitor)
                        ? known
                        : new Room(id, facts.companyId(), visitor));
        if (room.hear(Said.of(message), said -> tell(room, said))) {
            keeper.fill(room, said -> tell(room, said), () -> isWanted(room));
        }
    }

    private void tell(Room room, Said said) {
        if (said.isOfVisitor() || said.context()) {
            for (var admin : adminsOf(room.companyId())) {
                offer(admin, Positions.STAFF, said, room.visitorName());
            }
        }
        if (!said.isOfVisitor()) {
            for (var tab : byVisitor.getOrDefault(room.visitorId(), Set.of())) {
                offer(tab, Positions.VISITOR, said, room.visitorName());
            }
        }
    }

    private void offer(Client client, String side, Said said, String visitorName) {
        client.run(() -> serve(client, side, said, visitorName));
    }

    /** Hands it to the client, and notes that its side has it once it has left us; on the client's event loop. */
    void serve(Client client, String side, Said said, String visitorName) {
        var data = side.equals(Positions.STAFF) ? said.toAdmin(visitorName) : said.toVisitor();
        client.offer(
                said.conversationId(),
                said.seq(),
                said.event(),
                data,
                () -> positions.served(side, said.conversationId(), said.seq()));
    }

    private static void put(ConcurrentMap<UUID, Set<Client>> index, UUID key, Client client) {
        index.compute(key, (id, known) -> {
            var all = known == null ? new HashSet<Client>() : new HashSet<>(known);
            all.add(client);
            return Set.copyOf(all);
        });
    }

    private static void take(ConcurrentMap<UUID, Set<Client>> index, UUID key, Client client) {
        index.computeIfPresent(key, (id, known) -> {
            var rest = new HashSet<>(known);
            rest.remove(client);
            return rest.isEmpty() ? null : Set.copyOf(rest);
        });
    }
}
