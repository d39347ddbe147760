package dev.sapa.gateway.livechat.visitor;

import dev.sapa.gateway.livechat.NativeObject;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a start: seed 002 reads {@code data}, seed 003 the same fields beside it.
 *
 * @param requiresContact always true: the seeds ask every visitor for contact details
 * @param sessionToken    lets its bearer act for the visitor in this conversation, until {@code expiresAt}
 */
record StartedAnswer(
        boolean success,
        String message,
        Started data,
        @Nullable UUID sessionId,
        @Nullable UUID chatUserId,
        String status,
        boolean requiresContact,
        String sessionToken,
        @Nullable String expiresAt) {

    private static final String MESSAGE = "Chat session started successfully";

    record Started(
            @Nullable UUID sessionId,
            @Nullable UUID chatUserId,
            String status,
            String message,
            boolean requiresContact,
            String sessionToken,
            @Nullable String expiresAt) {}

    static StartedAnswer of(NativeObject conversation) {
        var visitor = conversation.object("visitor");
        var started = new Started(
                conversation.id("id"),
                visitor == null ? null : visitor.id("id"),
                conversation.said("status"),
                MESSAGE,
                true,
                conversation.said("session_token"),
                conversation.text("expires_at"));
        return new StartedAnswer(
                true,
                MESSAGE,
                started,
                started.sessionId(),
                started.chatUserId(),
                started.status(),
                started.requiresContact(),
                started.sessionToken(),
                started.expiresAt());
    }
}
