package dev.sapa.analytics.intake;

import dev.sapa.analytics.definition.ConversationEvent;
import dev.sapa.events.ConversationStarted;
import dev.sapa.relay.EventHandler;
import dev.sapa.relay.Received;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class ConversationStartedHandler implements EventHandler<ConversationStarted> {

    private final IntakeLane lane;

    ConversationStartedHandler(IntakeLane lane) {
        this.lane = lane;
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
        return lane.take(event, ConversationEvent.of(event.payload()), false);
    }

    /** What is missing may still come; then everything is computed again with it. */
    @Override
    public Uni<Void> reconcile(Received<ConversationStarted> event) {
        return lane.take(event, ConversationEvent.of(event.payload()), true);
    }
}
