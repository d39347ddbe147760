package dev.sapa.gateway.peer;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The conversations of one socket: those its client asked for, and those that concern its staff user unasked. Its event loop only. */
final class Followings {

    private final Map<UUID, Following> joined = new LinkedHashMap<>(2);

    /** The one that was of no interest for the longest time first. */
    private final Map<UUID, Following> unasked = new LinkedHashMap<>(0, 0.75f, true);

    /** In the place of what there was of this conversation. */
    void add(Following following) {
        var id = following.conversationId();
        if (following.joined()) {
            unasked.remove(id);
            joined.put(id, following);
        } else {
            joined.remove(id);
            unasked.put(id, following);
        }
    }

    void remove(Following following) {
        (following.joined() ? joined : unasked).remove(following.conversationId(), following);
    }

    @Nullable
    Following of(UUID conversationId) {
        var asked = joined.get(conversationId);
        return asked == null ? unasked.get(conversationId) : asked;
    }

    /** All; a snapshot. */
    Collection<Following> all() {
        return Stream.concat(joined.values().stream(), unasked.values().stream())
                .toList();
    }

    /** Those that the client asked for; a snapshot. */
    Collection<Following> joined() {
        return List.copyOf(joined.values());
    }

    /** Of more unasked ones than that, the one that was of no interest for the longest time; else null. */
    @Nullable
    Following unaskedBeyond(int most) {
        return unasked.size() <= most ? null : unasked.values().iterator().next();
    }
}
