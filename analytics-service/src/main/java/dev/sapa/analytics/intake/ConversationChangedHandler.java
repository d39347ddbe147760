package dev.sapa.analytics.intake;

import dev.sapa.analytics.definition.ConversationEvent;
import dev.sapa.events.ConversationChanged;
import dev.sapa.events.ConversationChanged.Cause;
import dev.sapa.relay.EventHandler;
import dev.sapa.relay.Received;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class ConversationChangedHandler implements EventHandler<ConversationChanged> {

    private final IntakeLane lane;
    private final ErasureTransaction erasures;

    ConversationChangedHandler(IntakeLane lane, ErasureTransaction erasures) {
        this.lane = lane;
        this.erasures = erasures;
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
        return take(event, false);
    }

    /** What is missing may still come; then everything is computed again with it. */
    @Override
    public Uni<Void> reconcile(Received<ConversationChanged> event) {
        return take(event, true);
    }

    private Uni<Void> take(Received<ConversationChanged> event, boolean despiteGap) {
        var changed = event.payload();
        var taken = lane.take(event, ConversationEvent.of(changed), despiteGap);
        return changed.cause() == Cause.ERASED ? taken.chain(() -> erasures.erase(changed)) : taken;
    }
}
