package dev.sapa.gateway.credential;

import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A staff user as its verified access token describes it.
 *
 * @param token       the token itself, to call services with
 * @param number      dense integer of the installation
 * @param companyId   the company it belongs to
 * @param departments the departments it helps in
 * @param sessionId   the log-in ({@code sid}); null when the token names none
 */
public record Staff(
        String token,
        UUID id,
        long number,
        UUID companyId,
        Role role,
        String email,
        String name,
        Set<UUID> departments,
        @Nullable UUID sessionId,
        Instant issuedAt,
        Instant expiresAt)
        implements Credential {

    public enum Role {
        OPERATOR,
        ADMIN,
        SUPERVISOR,
        AGENT;

        /** The name in tokens and frames. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether it oversees all of its company's conversations rather than its departments' only. */
    public boolean isOverseer() {
        return role != Role.AGENT;
    }

    /** Whether it may use what is reserved for administrators. */
    public boolean isAdmin() {
        return role == Role.ADMIN || role == Role.OPERATOR;
    }

    /** The token must not reach a log. */
    @Override
    public String toString() {
        return "Staff[" + id + ", " + role + "]";
    }
}
