package dev.sapa.routing.conversation;

import dev.sapa.events.MessagePosted;
import dev.sapa.relay.EventHandler;
import dev.sapa.relay.Received;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Messages matter to routing only where they make it responsible: for a conversation it does not know yet, or one that
 * was held until somebody acted on it. All others pass without touching the database.
 */
@ApplicationScoped
class MessagePostedHandler implements EventHandler<MessagePosted> {

    private final IntakeService intake;
    private final SettledRegistry settled;

    MessagePostedHandler(IntakeService intake, SettledRegistry settled) {
        this.intake = intake;
        this.settled = settled;
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
        var conversation = event.payload().conversation();
        if (!conversation.routable() || settled.contains(conversation.id())) {
            return Uni.createFrom().voidItem();
        }
        return intake.isSettled(conversation)
                .chain(known -> known
                        ? Uni.createFrom().voidItem()
                        : intake.apply(
                                conversation, event.version(), event.payload().postedAt()))
                .invoke(() -> settled.add(conversation.id()));
    }

    @Override
    public Uni<Void> reconcile(Received<MessagePosted> event) {
        return apply(event);
    }
}
