package dev.sapa.chat.access;

import java.nio.ByteBuffer;
import java.security.Principal;
import java.time.Instant;
import java.util.UUID;

/**
 * The right to take part in one conversation as its visitor.
 *
 * @param expiresAt whole seconds; from then on it is refused
 */
public record Capability(UUID conversationId, UUID companyId, UUID visitorId, Instant expiresAt) implements Principal {

    /** Bytes of {@link #encoded()}: three ids and the seconds of the expiry. */
    static final int BYTES = 3 * 16 + 8;

    @Override
    public String getName() {
        return visitorId.toString();
    }

    byte[] encoded() {
        var bytes = ByteBuffer.allocate(BYTES);
        put(bytes, conversationId);
        put(bytes, companyId);
        put(bytes, visitorId);
        return bytes.putLong(expiresAt.getEpochSecond()).array();
    }

    static Capability decoded(byte[] encoded) {
        var bytes = ByteBuffer.wrap(encoded);
        return new Capability(id(bytes), id(bytes), id(bytes), Instant.ofEpochSecond(bytes.getLong()));
    }

    private static void put(ByteBuffer bytes, UUID id) {
        bytes.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    }

    private static UUID id(ByteBuffer bytes) {
        return new UUID(bytes.getLong(), bytes.getLong());
    }
}
