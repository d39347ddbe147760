package dev.sapa.chat.carriage;

import dev.sapa.chat.access.Caller;
import dev.sapa.chat.carriage.PlaceStore.Way;
import dev.sapa.chat.conversation.ConversationService;
import dev.sapa.chat.message.Outlet;
import dev.sapa.chat.provider.AccountService;
import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tells by which way a conversation reaches its customer, and keeps out what could not go that way. */
@ApplicationScoped
class PlaceService implements Outlet {

    private final PlaceStore store;
    private final CarriedRegistry registry;
    private final AccountService accounts;
    private final ConversationService conversations;
    private final EventTransactions transactions;
    private final Clock clock;

    PlaceService(
            PlaceStore store,
            CarriedRegistry registry,
            AccountService accounts,
            ConversationService conversations,
            EventTransactions transactions,
            Clock clock) {
        this.store = store;
        this.registry = registry;
        this.accounts = accounts;
        this.conversations = conversations;
        this.transactions = transactions;
        this.clock = clock;
    }

    Uni<Place> of(Caller.Staff staff, UUID conversation) {
        return conversations
                .view(staff, conversation)
                .chain(view -> find(view.companyId(), conversation))
                .onItem()
                .ifNull()
                .failWith(CarriageProblem::notCarried)
                .map(this::place);
    }

    @Override
    public Uni<Void> admit(
            UUID company,
            UUID conversation,
            String authorKey,
            @Nullable String clientMsgId,
            List<Map<String, Object>> attachments) {
        if (registry.isFree(company, conversation)) {
            return Uni.createFrom().voidItem();
        }
        return find(company, conversation).chain(way -> {
            if (way == null) {
                registry.free(company, conversation);
                return Uni.createFrom().voidItem();
            }
            if (Parts.template(attachments) != null && way.channel() != null) {
                return Uni.createFrom().voidItem();
            }
            return isOpen(way)
                    ? Uni.createFrom().voidItem()
                    : refuseUnlessSaid(company, conversation, way, authorKey, clientMsgId);
        });
    }

    /** What was said while it could be said gets its first answer again. */
    private Uni<Void> refuseUnlessSaid(
            UUID company, UUID conversation, Way way, String authorKey, @Nullable String clientMsgId) {
        var said = clientMsgId == null
                ? Uni.createFrom().item(false)
                : transactions.readInConnection(
                        Scope.of(company),
                        connection -> store.isSaid(connection, conversation, authorKey, clientMsgId));
        return said.invoke(before -> {
                    if (!before) {
                        throw way.channel() == null
                                ? CarriageProblem.accountGone()
                                : CarriageProblem.windowClosed(until(way));
                    }
                })
                .replaceWithVoid();
    }

    private Uni<@Nullable Way> find(UUID company, UUID conversation) {
        return transactions.readInConnection(Scope.of(company), connection -> store.find(connection, conversation));
    }

    private Place place(Way way) {
        return new Place(
                way.channel() == null ? "" : way.channel(),
                way.account(),
                way.accountName(),
                way.address(),
                until(way),
                isOpen(way));
    }

    private boolean isOpen(Way way) {
        if (way.channel() == null) {
            return false;
        }
        var until = until(way);
        return accounts.provider(way.channel()).window() == null
                || (until != null && clock.instant().isBefore(until));
    }

    private @Nullable Instant until(Way way) {
        var window =
                way.channel() == null ? null : accounts.provider(way.channel()).window();
        return window == null || way.heardAt() == null ? null : way.heardAt().plus(window);
    }
}
