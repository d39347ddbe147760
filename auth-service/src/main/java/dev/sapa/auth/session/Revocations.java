package dev.sapa.auth.session;

import dev.sapa.events.CredentialsRevoked;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Log-ins that ended, oldest first; one may be in two answers.
 *
 * @param nextCursor what to ask with for the rest; null when that was all
 * @param asOf       to ask with the next time
 */
record Revocations(List<CredentialsRevoked> items, @Nullable String nextCursor, Instant asOf) {}
