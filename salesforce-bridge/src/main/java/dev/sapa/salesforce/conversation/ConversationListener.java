package dev.sapa.salesforce.conversation;

import dev.sapa.events.ConversationChanged;
import dev.sapa.events.ConversationRead;
import dev.sapa.events.ConversationStarted;
import dev.sapa.events.MessagePosted;
import dev.sapa.relay.Received;
import io.smallrye.mutiny.Uni;

/**
 * Is told what happens to conversations; every bean of this type is. The relay has one handler for each type of event, so
 * that those who listen share it: an event counts as applied when all of them have, and after a failure all of them get it
 * again. Events of one conversation come one after another; whoever finds some missing asks chat-service.
 */
public interface ConversationListener {

    default Uni<Void> started(Received<ConversationStarted> event) {
        return Uni.createFrom().voidItem();
    }

    default Uni<Void> posted(Received<MessagePosted> event) {
        return Uni.createFrom().voidItem();
    }

    default Uni<Void> changed(Received<ConversationChanged> event) {
        return Uni.createFrom().voidItem();
    }

    /** Has no version and may come in any order: the greatest position wins. */
    default Uni<Void> read(Received<ConversationRead> event) {
        return Uni.createFrom().voidItem();
    }
}
