package dev.sapa.verify.history;

import org.jspecify.annotations.Nullable;

/**
 * One message as the suite keeps it.
 *
 * @param clientMsgId the sender's own id; null where the sender gave none, as with system messages
 */
public record StoredMessage(
        String session,
        long seq,
        String messageId,
        @Nullable String clientMsgId,
        String text) {}
