package dev.sapa.chat.conversation;

import dev.sapa.chat.access.Caller;
import dev.sapa.chat.log.Actor;
import dev.sapa.events.MessagePosted.Author;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who closes a conversation.
 *
 * @param anyOnes whether it may close every conversation of the company
 */
record Closer(Actor actor, boolean anyOnes) {

    static Closer of(Caller caller) {
        return new Closer(Actor.of(caller), caller instanceof Caller.Staff staff && staff.oversees());
    }

    boolean may(@Nullable UUID agentId) {
        return anyOnes
                || actor.side() == Author.VISITOR
                || actor.side() == Author.SYSTEM
                || (actor.staffId() != null && actor.staffId().equals(agentId));
    }
}
