package dev.sapa.routing.conversation;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Conversations of which messages tell routing nothing more. A memory only: forgetting one costs a look into the
 * database. Safe for use by any thread.
 */
@ApplicationScoped
class SettledRegistry {

    private static final int MOST = 100_000;

    private final Set<UUID> settled = ConcurrentHashMap.newKeySet();

    boolean contains(UUID conversation) {
        return settled.contains(conversation);
    }

    void add(UUID conversation) {
        if (settled.size() >= MOST) {
            settled.clear();
        }
        settled.add(conversation);
    }
}
