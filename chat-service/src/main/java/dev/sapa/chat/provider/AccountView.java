package dev.sapa.chat.provider;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An account as its company's admins see it.
 *
 * @param address     the account's own at the provider
 * @param secretsSet  names of the secrets that are kept; none of them is ever shown
 * @param webhookUrl  where the provider is to deliver
 * @param pausedUntil when it sends again, after the provider asked for patience; null while it sends
 * @param waiting     messages that have yet to go out
 * @param problem     why nothing comes in at present; null while all is well, or where the provider delivers by itself
 */
record AccountView(
        UUID id,
        String channel,
        String name,
        String address,
        @Nullable UUID departmentId,
        boolean bot,
        boolean enabled,
        Map<String, Object> settings,
        List<String> secretsSet,
        String webhookUrl,
        @Nullable Instant pausedUntil,
        long waiting,
        @Nullable String problem) {}
