package dev.sapa.salesforce.conversation;

import dev.sapa.events.MessagePosted;
import dev.sapa.relay.EventHandler;
import dev.sapa.relay.Received;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class MessagePostedHandler implements EventHandler<MessagePosted> {

    private final Listeners listeners;

    MessagePostedHandler(Listeners listeners) {
        this.listeners = listeners;
    }

    @Override
    public String type() {
        return MessagePosted.TYPE;
    }

    @Override
    public Class<MessagePosted> payload() {
        return MessagePosted.class;
    }

    @Override
    public Uni<Void> apply(Received<MessagePosted> event) {
        return listeners.tell(listener -> listener.posted(event));
    }

    @Override
    public Uni<Void> reconcile(Received<MessagePosted> event) {
        return apply(event);
    }
}
