package dev.sapa.routing.conversation;

import dev.sapa.events.ConversationStarted;
import dev.sapa.relay.EventHandler;
import dev.sapa.relay.Received;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class ConversationStartedHandler implements EventHandler<ConversationStarted> {

    private final IntakeService intake;

    ConversationStartedHandler(IntakeService intake) {
        this.intake = intake;
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
        var started = event.payload();
        return intake.apply(started.conversation(), event.version(), started.startedAt());
    }

    @Override
    public Uni<Void> reconcile(Received<ConversationStarted> event) {
        return apply(event);
    }
}
