package dev.sapa.analytics.intake;

import dev.sapa.analytics.definition.ConversationEvent;
import dev.sapa.events.MessagePosted;
import dev.sapa.relay.EventHandler;
import dev.sapa.relay.Received;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class MessagePostedHandler implements EventHandler<MessagePosted> {

    private final IntakeLane lane;

    MessagePostedHandler(IntakeLane lane) {
        this.lane = lane;
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
        return lane.take(event, ConversationEvent.of(event.payload()), false);
    }

    /** What is missing may still come; then everything is computed again with it. */
    @Override
    public Uni<Void> reconcile(Received<MessagePosted> event) {
        return lane.take(event, ConversationEvent.of(event.payload()), true);
    }
}
