package dev.sapa.auth.session;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;

@ApplicationScoped
class RefreshTokenRepository implements PanacheRepositoryBase<RefreshToken, String> {

    Uni<RefreshToken> byHash(byte[] hash) {
        return findById(HexFormat.of().formatHex(hash));
    }

    /** The log-in it belongs to, or null; the token itself is read after that log-in is locked. */
    Uni<UUID> sessionOf(byte[] hash) {
        return find(
                        "select t.sessionId from RefreshToken t where t.hash = ?1",
                        HexFormat.of().formatHex(hash))
                .project(UUID.class)
                .firstResult();
    }

    /** Spent tokens are kept until they expire: their reuse must be seen. */
    Uni<Long> deleteExpired(Instant now) {
        return delete("expiresAt < ?1", now);
    }
}
