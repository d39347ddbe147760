package dev.sapa.chat.conversation;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who closes a conversation.
 *
 * @param staffId null when it is the visitor
 * @param anyOnes whether this person may close every conversation of the company
 */
record Closer(@Nullable UUID staffId, boolean anyOnes) {

    boolean may(@Nullable UUID agentId) {
        return staffId == null || anyOnes || staffId.equals(agentId);
    }
}
