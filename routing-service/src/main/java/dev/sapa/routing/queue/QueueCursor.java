package dev.sapa.routing.queue;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The place after which a page starts, opaque to clients. */
record QueueCursor(Instant rankedAt, UUID conversation) {

    private static final QueueCursor START = new QueueCursor(Instant.EPOCH, new UUID(0, 0));

    static QueueCursor after(WaitingView last) {
        return new QueueCursor(last.rankedAt(), last.conversationId());
    }

    static QueueCursor parse(@Nullable String text) {
        if (text == null) {
            return START;
        }
        try {
            var parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII).split("/", 2);
            return new QueueCursor(Instant.parse(parts[0]), UUID.fromString(parts[1]));
        } catch (IllegalArgumentException | DateTimeException | ArrayIndexOutOfBoundsException e) {
            throw QueueProblem.badCursor();
        }
    }

    String text() {
        var plain = rankedAt + "/" + conversation;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.US_ASCII));
    }
}
