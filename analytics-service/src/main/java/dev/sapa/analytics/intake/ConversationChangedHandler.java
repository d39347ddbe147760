package dev.sapa.analytics.intake;

import dev.sapa.analytics.definition.ConversationEvent;
import dev.sapa.events.ConversationChanged;
import dev.sapa.relay.EventHandler;
import dev.sapa.relay.Received;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class ConversationChangedHandler implements EventHandler<ConversationChanged> {

    private final IntakeLane lane;

    ConversationChangedHandler(IntakeLane lane) {
        this.lane = lane;
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
        return lane.take(event, ConversationEvent.of(event.payload()), false);
    }

    /** What is missing may still come; then everything is computed again with it. */
    @Override
    public Uni<Void> reconcile(Received<ConversationChanged> event) {
        return lane.take(event, ConversationEvent.of(event.payload()), true);
    }
}
