package dev.sapa.salesforce.conversation;

import dev.sapa.events.ConversationRead;
import dev.sapa.relay.EventHandler;
import dev.sapa.relay.Received;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class ConversationReadHandler implements EventHandler<ConversationRead> {

    private final Listeners listeners;

    ConversationReadHandler(Listeners listeners) {
        this.listeners = listeners;
    }

    @Override
    public String type() {
        return ConversationRead.TYPE;
    }

    @Override
    public Class<ConversationRead> payload() {
        return ConversationRead.class;
    }

    @Override
    public Uni<Void> apply(Received<ConversationRead> event) {
        return listeners.tell(listener -> listener.read(event));
    }

    @Override
    public Uni<Void> reconcile(Received<ConversationRead> event) {
        return apply(event);
    }
}
