package dev.sapa.gateway.socketio.chat;

import java.time.Instant;
import java.util.UUID;

/**
 * Who a client is, as its company vouches.
 *
 * @param userId    the company's own name for the person
 * @param expiresAt the company's word is good until then
 */
record Identity(UUID companyId, String userId, boolean isAdmin, Instant expiresAt) {}
