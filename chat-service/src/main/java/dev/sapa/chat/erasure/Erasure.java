package dev.sapa.chat.erasure;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A visitor whom its company wants forgotten. */
record Erasure(
        UUID id,
        UUID companyId,
        UUID visitorId,
        @Nullable UUID askedBy,
        Instant askedAt,
        long identities,
        @Nullable Instant completedAt) {

    /** What one service had to forget of one conversation. */
    record Part(
            UUID conversationId,
            String service,
            @Nullable String erased,
            @Nullable Instant erasedAt) {}
}
