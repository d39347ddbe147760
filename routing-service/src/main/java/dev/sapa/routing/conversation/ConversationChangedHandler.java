package dev.sapa.routing.conversation;

import dev.sapa.events.ConversationChanged;
import dev.sapa.relay.EventHandler;
import dev.sapa.relay.Received;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class ConversationChangedHandler implements EventHandler<ConversationChanged> {

    private final IntakeService intake;

    ConversationChangedHandler(IntakeService intake) {
        this.intake = intake;
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
        var changed = event.payload();
        return intake.apply(changed.conversation(), event.version(), changed.changedAt());
    }

    @Override
    public Uni<Void> reconcile(Received<ConversationChanged> event) {
        return apply(event);
    }
}
