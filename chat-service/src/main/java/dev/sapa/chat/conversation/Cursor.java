package dev.sapa.chat.conversation;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.UUID;

/** Where a list of conversations goes on: behind the one that started then. */
public record Cursor(Instant startedAt, UUID id) {

    private static final int BYTES = 8 + 16;

    static Cursor behind(ConversationState state) {
        return new Cursor(state.startedAt(), state.id());
    }

    /** Fails with a problem when it is none of ours. */
    public static Cursor decoded(String text) {
        try {
            var bytes = Base64.getUrlDecoder().decode(text);
            if (bytes.length != BYTES) {
                throw ConversationProblem.badCursor();
            }
            var buffer = ByteBuffer.wrap(bytes);
            var startedAt = Instant.EPOCH.plus(buffer.getLong(), ChronoUnit.MICROS);
            return new Cursor(startedAt, new UUID(buffer.getLong(), buffer.getLong()));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw ConversationProblem.badCursor();
        }
    }

    public String encoded() {
        var bytes = ByteBuffer.allocate(BYTES)
                .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, startedAt))
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    public OffsetDateTime time() {
        return startedAt.atOffset(ZoneOffset.UTC);
    }
}
