package dev.sapa.chat.carriage;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * By which way a conversation reaches its customer.
 *
 * @param account     null for one that is gone
 * @param address     the customer's at the provider
 * @param windowUntil until when anything may be said; null where that is always so, or the customer never wrote
 * @param open        whether anything may be said now, and not only a template
 */
record Place(
        String channel,
        @Nullable UUID account,
        @Nullable String accountName,
        String address,
        @Nullable Instant windowUntil,
        boolean open) {}
