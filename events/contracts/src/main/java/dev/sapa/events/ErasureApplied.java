package dev.sapa.events;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * A service has forgotten what it kept of a conversation that was erased.
 *
 * @param version of the conversation with its erasure
 * @param service by its name in addresses, for example {@code routing}
 * @param erased  how many of what
 */
public record ErasureApplied(
        UUID conversationId, UUID companyId, long version, String service, Map<String, Long> erased, Instant erasedAt) {

    public static final String TYPE = "sapa.erasure-applied.v1";
}
