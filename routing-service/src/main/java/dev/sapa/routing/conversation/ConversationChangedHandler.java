package dev.sapa.routing.conversation;

import dev.sapa.events.ConversationChanged;
import dev.sapa.events.ConversationChanged.Cause;
import dev.sapa.relay.EventHandler;
import dev.sapa.relay.Received;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class ConversationChangedHandler implements EventHandler<ConversationChanged> {

    private final IntakeService intake;
    private final ErasureService erasures;

    ConversationChangedHandler(IntakeService intake, ErasureService erasures) {
        this.intake = intake;
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
        var changed = event.payload();
        var applied = intake.apply(changed.conversation(), event.version(), changed.changedAt());
        return changed.cause() == Cause.ERASED ? applied.chain(() -> erasures.apply(changed)) : applied;
    }

    @Override
    public Uni<Void> reconcile(Received<ConversationChanged> event) {
        return apply(event);
    }
}
