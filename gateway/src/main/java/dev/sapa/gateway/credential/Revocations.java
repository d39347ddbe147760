package dev.sapa.gateway.credential;

import dev.sapa.events.CredentialsRevoked;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;

/**
 * Access tokens that were revoked before they expired, as auth-service's events tell. Written by the event reader, read
 * by any thread; an entry is forgotten once no token of that age can be valid any more.
 */
@ApplicationScoped
public class Revocations {

    /** Longer than an access token lives. */
    public static final Duration MEMORY = Duration.ofHours(1);

    private final ConcurrentMap<UUID, List<CredentialsRevoked>> byStaff = new ConcurrentHashMap<>();

    /** Remembers it; once is enough. */
    public void add(CredentialsRevoked revoked) {
        if (byStaff.getOrDefault(revoked.staffId(), List.of()).contains(revoked)) {
            return;
        }
        var oldest = Instant.now().minus(MEMORY);
        byStaff.merge(revoked.staffId(), List.of(revoked), (known, added) -> Stream.concat(
                        known.stream().filter(entry -> entry.issuedBefore().isAfter(oldest)), added.stream())
                .toList());
        byStaff.values().removeIf(entries -> entries.stream()
                .allMatch(entry -> entry.issuedBefore().isBefore(oldest)));
    }

    /** Whether the token that described the staff user is no longer good. */
    public boolean covers(Staff staff) {
        return byStaff.getOrDefault(staff.id(), List.of()).stream().anyMatch(entry -> covers(entry, staff));
    }

    /** Whether this revocation concerns the staff user's token. */
    public static boolean covers(CredentialsRevoked revoked, Staff staff) {
        return revoked.staffId().equals(staff.id())
                && staff.issuedAt().isBefore(revoked.issuedBefore())
                && (revoked.sessionId() == null || revoked.sessionId().equals(staff.sessionId()));
    }
}
