package dev.sapa.chat.carriage;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Conversations of which this process knows that no provider carries them, so that saying something there costs no look;
 * whether one is carried is settled when it begins, for good. May be used from any thread.
 */
@ApplicationScoped
class CarriedRegistry {

    private static final int AT_MOST = 20_000;

    /** As its company sees it: to another one every conversation looks as if nobody carried it. */
    private record Seen(UUID company, UUID conversation) {}

    private final Set<Seen> free =
            Collections.newSetFromMap(Collections.synchronizedMap(new LinkedHashMap<>(64, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Seen, Boolean> eldest) {
                    return size() > AT_MOST;
                }
            }));

    boolean isFree(UUID company, UUID conversation) {
        return free.contains(new Seen(company, conversation));
    }

    void free(UUID company, UUID conversation) {
        free.add(new Seen(company, conversation));
    }
}
