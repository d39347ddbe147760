package dev.sapa.chat.intake;

import org.jspecify.annotations.Nullable;

/**
 * Where a start came from, as far as it matters.
 *
 * @param companyName    the header X-Company
 * @param host           the host name that the browser asked, without port
 * @param ipAddress      of the visitor
 * @param idempotencyKey makes a repeat harmless; null when the client gave none
 */
record Origin(
        @Nullable String companyName,
        @Nullable String host,
        @Nullable String ipAddress,
        @Nullable String userAgent,
        @Nullable String idempotencyKey) {}
