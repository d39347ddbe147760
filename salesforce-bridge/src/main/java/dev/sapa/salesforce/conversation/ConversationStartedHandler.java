package dev.sapa.salesforce.conversation;

import dev.sapa.events.ConversationStarted;
import dev.sapa.relay.EventHandler;
import dev.sapa.relay.Received;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class ConversationStartedHandler implements EventHandler<ConversationStarted> {

    private final Listeners listeners;

    ConversationStartedHandler(Listeners listeners) {
        this.listeners = listeners;
    }

    @Override
    public String type() {
        return ConversationStarted.TYPE;
    }

    @Override
    public Class<ConversationStarted> payload() {
        return ConversationStarted.class;
    }

    @Override
    public Uni<Void> apply(Received<ConversationStarted> event) {
        return listeners.tell(listener -> listener.started(event));
    }

    @Override
    public Uni<Void> reconcile(Received<ConversationStarted> event) {
        return apply(event);
    }
}
