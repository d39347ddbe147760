package dev.sapa.gateway.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** Names of staff users, as auth-service's events and chat-service's views tell them. Safe for any thread. */
@ApplicationScoped
class StaffNames {

    private static final int MOST = 100_000;

    private final ConcurrentMap<UUID, String> names = new ConcurrentHashMap<>();

    @Nullable
    String of(UUID staffId) {
        return names.get(staffId);
    }

    void put(UUID staffId, String name) {
        if (names.size() < MOST || names.containsKey(staffId)) {
            names.put(staffId, name);
        }
    }
}
