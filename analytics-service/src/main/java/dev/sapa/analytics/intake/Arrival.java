package dev.sapa.analytics.intake;

import dev.sapa.analytics.definition.ConversationEvent;
import dev.sapa.relay.Received;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.UUID;

/**
 * An event that waits to be applied.
 *
 * @param despiteGap whether it is to be applied although versions before it are missing
 * @param done       gets the version at which the conversation's facts stand afterwards, once that is committed
 */
record Arrival(Received<?> received, ConversationEvent event, boolean despiteGap, UniEmitter<? super Long> done) {

    UUID companyId() {
        return received.companyId();
    }

    UUID conversationId() {
        return received.aggregateId();
    }
}
