package dev.sapa.salesforce.emulator;

import java.time.Instant;
import java.util.UUID;

/**
 * Whom an access token stands for.
 *
 * @param lastEvent the newest event when the token was given
 */
record EndUser(Org org, String subject, String displayName, UUID tokenId, Instant expiresAt, long lastEvent) {

    Party party() {
        return Party.endUser(subject, displayName);
    }
}
