package dev.sapa.chat.access;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keys as last read, newest first, so that a token is verified without the database. Thread-safe: one volatile list. */
@ApplicationScoped
class CapabilityKeyRegistry {

    private volatile List<CapabilityKey> keys = List.of();

    void replace(List<CapabilityKey> newestFirst) {
        keys = List.copyOf(newestFirst);
    }

    /** The key to sign with; null while none has been read. */
    @Nullable
    CapabilityKey signing() {
        var known = keys;
        return known.isEmpty() ? null : known.get(0);
    }

    @Nullable
    CapabilityKey byKid(String kid) {
        for (var key : keys) {
            if (key.kid().equals(kid)) {
                return key;
            }
        }
        return null;
    }
}
