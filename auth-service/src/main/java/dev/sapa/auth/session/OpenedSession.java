package dev.sapa.auth.session;

import java.util.UUID;

/**
 * A new log-in.
 *
 * @param refreshToken 256 random bits, base64url; known to nobody but its holder
 */
public record OpenedSession(UUID id, String refreshToken) {}
