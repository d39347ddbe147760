package dev.sapa.salesforce.conversation;

import dev.sapa.events.ConversationChanged;
import dev.sapa.relay.EventHandler;
import dev.sapa.relay.Received;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class ConversationChangedHandler implements EventHandler<ConversationChanged> {

    private final Listeners listeners;

    ConversationChangedHandler(Listeners listeners) {
        this.listeners = listeners;
    }

    @Override
    public String type() {
        return ConversationChanged.TYPE;
    }

    @Override
    public Class<ConversationChanged> payload() {
        return ConversationChanged.class;
    }

    @Override
    public Uni<Void> apply(Received<ConversationChanged> event) {
        return listeners.tell(listener -> listener.changed(event));
    }

    @Override
    public Uni<Void> reconcile(Received<ConversationChanged> event) {
        return apply(event);
    }
}
