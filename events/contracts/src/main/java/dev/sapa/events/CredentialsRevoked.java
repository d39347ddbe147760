package dev.sapa.events;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Access tokens of a staff user are no longer good, although they have not expired. Has no aggregate version.
 *
 * @param sessionId    the log-in ({@code sid} claim) concerned; null means all of them
 * @param issuedBefore tokens issued before this instant are refused
 * @param reason       {@code logout}, {@code reuse}, {@code suspended} or {@code password-changed}
 */
public record CredentialsRevoked(
        UUID staffId, UUID companyId, @Nullable UUID sessionId, Instant issuedBefore, String reason) {

    public static final String TYPE = "sapa.auth.credentials-revoked.v1";
}
