package dev.sapa.chat.desk;

import dev.sapa.chat.access.Caller;
import dev.sapa.chat.conversation.ConversationProblem;
import dev.sapa.chat.conversation.ConversationService;
import dev.sapa.chat.conversation.ConversationView;
import dev.sapa.chat.conversation.LockedConversation;
import dev.sapa.chat.log.Actor;
import dev.sapa.events.Desk;
import io.quarkus.security.ForbiddenException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Moves conversations between desks. */
@ApplicationScoped
class DeskService {

    private static final String BRIDGE = "salesforce-bridge";

    private final ConversationService conversations;

    DeskService(ConversationService conversations) {
        this.conversations = conversations;
    }

    Uni<ConversationView> transfer(Caller.Staff staff, UUID conversation, Desk desk, @Nullable String reason) {
        return conversations.changing(staff, conversation, locked -> {
            requirePassable(staff, locked);
            return locked.handOver(desk, Actor.of(staff), reason);
        });
    }

    /** Applies what the bridge says. */
    Uni<ConversationView> about(Caller caller, UUID conversation, Function<LockedConversation, Uni<Void>> word) {
        requireBridge(caller);
        return conversations.changing(caller, conversation, word);
    }

    Uni<Void> read(Caller caller, UUID conversation, long epoch, long seq) {
        requireBridge(caller);
        return conversations
                .view(caller, conversation)
                .chain(view -> conversations.readAtDesk(view.companyId(), conversation, epoch, seq));
    }

    private static void requireBridge(Caller caller) {
        if (!(caller instanceof Caller.Service service) || !service.name().equals(BRIDGE)) {
            throw new ForbiddenException();
        }
    }

    private static void requirePassable(Caller.Staff staff, LockedConversation locked) {
        var facts = locked.facts();
        boolean mine = staff.id().equals(facts.agentId());
        boolean waitsForMe = facts.agentId() == null
                && facts.desk() == Desk.SAPA
                && (facts.departmentId() == null || staff.departments().contains(facts.departmentId()));
        if (!staff.oversees() && !mine && !waitsForMe) {
            throw ConversationProblem.notResponder();
        }
    }
}
