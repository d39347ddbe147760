package dev.sapa.auth.session;

import java.util.UUID;

/** What became of a refresh. */
public sealed interface RefreshOutcome {

    /** The log-in goes on with {@code refreshToken}. */
    record Continued(UUID sessionId, UUID staffId, UUID companyId, String refreshToken) implements RefreshOutcome {}

    /** The token had been used before: somebody stole it or its successor, and the log-in is over. */
    record Reused(UUID sessionId, UUID staffId, UUID companyId) implements RefreshOutcome {}

    /** Unknown, expired, or of a log-in that has ended. */
    record Refused() implements RefreshOutcome {}
}
