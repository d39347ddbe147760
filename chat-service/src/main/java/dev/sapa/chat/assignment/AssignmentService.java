package dev.sapa.chat.assignment;

import dev.sapa.chat.access.Caller;
import dev.sapa.chat.conversation.ConversationReading;
import dev.sapa.chat.conversation.ConversationService;
import dev.sapa.chat.conversation.ConversationView;
import dev.sapa.chat.conversation.Side;
import dev.sapa.events.AssignmentMade;
import dev.sapa.events.ConversationChanged.Cause;
import dev.sapa.events.WorkReturned;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Applies routing's decisions. They come twice, pushed by HTTP and as events, in any order: the epoch says which of two
 * is the later one, and each carries all there is to apply, so that missing ones in between do not matter.
 */
@ApplicationScoped
class AssignmentService {

    private final ConversationService conversations;
    private final ConversationReading reading;

    AssignmentService(ConversationService conversations, ConversationReading reading) {
        this.conversations = conversations;
        this.reading = reading;
    }

    /** Applies it and answers the conversation as it stands afterwards. */
    Uni<ConversationView> push(Caller caller, AssignmentMade made) {
        return apply(made)
                .chain(() -> reading.read(caller, made.conversationId(), (connection, state) -> Uni.createFrom()
                        .item(state.view(Side.STAFF, null))));
    }

    Uni<Void> apply(AssignmentMade made) {
        return conversations.assign(
                made.companyId(),
                made.conversationId(),
                made.epoch(),
                made.agentId(),
                made.departmentId(),
                cause(made.kind()),
                made.actorId());
    }

    Uni<Void> apply(WorkReturned returned) {
        return conversations.giveBack(
                returned.companyId(), returned.conversationId(), returned.epoch(), returned.reason());
    }

    private static Cause cause(AssignmentMade.Kind kind) {
        return switch (kind) {
            case AUTOMATIC -> Cause.AUTO_ASSIGNED;
            case MANUAL -> Cause.ASSIGNED;
            case CLAIM -> Cause.CLAIMED;
            case TRANSFER -> Cause.TRANSFERRED;
        };
    }
}
