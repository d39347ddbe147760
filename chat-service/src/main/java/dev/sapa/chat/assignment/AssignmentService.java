package dev.sapa.chat.assignment;

import dev.sapa.chat.access.Caller;
import dev.sapa.chat.conversation.ConversationReading;
import dev.sapa.chat.conversation.ConversationService;
import dev.sapa.chat.conversation.ConversationView;
import dev.sapa.chat.conversation.Side;
import dev.sapa.chat.department.DepartmentDesks;
import dev.sapa.chat.log.Actor;
import dev.sapa.events.AssignmentMade;
import dev.sapa.events.ConversationChanged.Cause;
import dev.sapa.events.WorkQueued;
import dev.sapa.events.WorkReturned;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Applies routing's decisions. They come twice, pushed by HTTP and as events, in any order: the epoch says which of two
 * is the later one, and each carries all there is to apply, so that missing ones in between do not matter.
 */
@ApplicationScoped
class AssignmentService {

    /** The reason of a return that a person decided. */
    private static final String TRANSFERRED = "transferred";

    private final ConversationService conversations;
    private final ConversationReading reading;
    private final DepartmentDesks desks;

    AssignmentService(ConversationService conversations, ConversationReading reading, DepartmentDesks desks) {
        this.conversations = conversations;
        this.reading = reading;
        this.desks = desks;
    }

    /** Applies it and answers the conversation as it stands afterwards. */
    Uni<ConversationView> push(Caller caller, AssignmentMade made) {
        return apply(made)
                .chain(() -> reading.read(caller, made.conversationId(), (connection, state) -> Uni.createFrom()
                        .item(state.view(Side.STAFF, null))));
    }

    Uni<Void> apply(AssignmentMade made) {
        return conversations.changing(
                made.companyId(),
                made.conversationId(),
                locked -> locked.assign(
                        made.epoch(),
                        made.agentId(),
                        made.departmentId(),
                        cause(made.kind()),
                        Actor.staff(made.actorId()),
                        made.note()));
    }

    Uni<Void> apply(WorkReturned returned) {
        var moved = TRANSFERRED.equals(returned.reason());
        return conversations.changing(
                returned.companyId(),
                returned.conversationId(),
                locked -> locked.giveBack(
                        returned.epoch(),
                        moved || returned.departmentId() != null
                                ? returned.departmentId()
                                : locked.facts().departmentId(),
                        moved ? Cause.TRANSFERRED : Cause.RETURNED,
                        Actor.staff(returned.actorId()),
                        returned.reason(),
                        returned.note()));
    }

    Uni<Void> apply(WorkQueued queued) {
        return conversations.changing(
                queued.companyId(), queued.conversationId(), locked -> desks.of(queued.departmentId())
                        .chain(desk -> locked.queue(
                                queued.version(), queued.epoch(), queued.departmentId(), desk, queued.closedText())));
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
