package dev.sapa.chat.handoff;

import dev.sapa.chat.access.Caller;
import dev.sapa.chat.company.CompanyHint;
import dev.sapa.chat.company.CompanyService;
import dev.sapa.chat.company.KnownCompany;
import dev.sapa.chat.conversation.ConversationService;
import dev.sapa.chat.conversation.ConversationView;
import dev.sapa.chat.conversation.LockedConversation;
import dev.sapa.chat.conversation.Opening;
import dev.sapa.chat.log.Actor;
import dev.sapa.chat.visitor.Introduction;
import dev.sapa.chat.visitor.VisitorService;
import dev.sapa.events.Conversation.Priority;
import dev.sapa.events.MessagePosted.Author;
import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Scope;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Hands visitors over; finding or opening the conversation, silencing the bot and keeping the context are one transaction. */
@ApplicationScoped
class HandOffService {

    /** By this a client knows the context from other words of the suite. */
    private static final String CONTEXT = "hand-off:";

    private static final Opening OPENING =
            new Opening("web", "Handed over by the chatbot", Priority.NORMAL, false, null, null);
    private static final int ATTEMPTS = 5;

    private final CompanyService companies;
    private final VisitorService visitors;
    private final ConversationService conversations;
    private final EventTransactions transactions;

    HandOffService(
            CompanyService companies,
            VisitorService visitors,
            ConversationService conversations,
            EventTransactions transactions) {
        this.companies = companies;
        this.visitors = visitors;
        this.conversations = conversations;
        this.transactions = transactions;
    }

    Uni<ConversationView> handOff(Caller caller, HandOffRequest request) {
        var context = request.told();
        return companies
                .resolve(new CompanyHint(null, null, request.company()))
                .onFailure(HandOffService::isUnknown)
                .transform(unknown -> HandOffProblem.companyUnknown())
                .invoke(company -> requireRight(caller, company))
                .chain(company -> handOff(company.id(), actor(caller), request.userId(), context)
                        .chain(id -> conversations.view(new Caller.Portal(company.id()), id)));
    }

    private static boolean isUnknown(Throwable failure) {
        return failure instanceof HttpProblem problem && problem.getStatusCode() == 400;
    }

    private static void requireRight(Caller caller, KnownCompany company) {
        if (caller instanceof Caller.Anonymous) {
            if (!company.portalOpen()) {
                throw HandOffProblem.credentialRequired();
            }
        } else if (!isOf(company, caller)) {
            throw HandOffProblem.companyUnknown();
        }
    }

    /** Its bot, its server, and its staff; not its visitors. */
    private static boolean isOf(KnownCompany company, Caller caller) {
        return company.id().equals(caller.companyId())
                && (caller instanceof Caller.Bot || caller instanceof Caller.Portal || caller instanceof Caller.Staff);
    }

    private static Actor actor(Caller caller) {
        return caller instanceof Caller.Staff ? Actor.of(caller) : new Actor(Author.BOT, null);
    }

    private Uni<UUID> handOff(UUID company, Actor actor, String userId, @Nullable String context) {
        return transactions
                .inSession(Scope.of(company), events -> visitor(company, userId)
                        .chain(visitor -> conversations.openAnywhere(events, company, visitor, OPENING))
                        .chain(opened -> conversations.lock(events, opened.id()))
                        .chain(locked -> handOver(locked, actor, context).replaceWith(locked::id)))
                .onFailure(VisitorService.IdentityTaken.class)
                .retry()
                .atMost(ATTEMPTS);
    }

    /** Whoever goes by that name; else somebody new whom the company calls so. */
    private Uni<UUID> visitor(UUID company, String userId) {
        var name = userId.strip();
        return visitors.named(company, name)
                .chain(known -> visitors.identify(company, known == null ? called(name) : proven(known)));
    }

    private static Introduction called(String name) {
        return new Introduction(null, name, null, null, null, null, null, null, true);
    }

    private static Introduction proven(UUID visitor) {
        return new Introduction(visitor, null, null, null, null, null, null, null, true);
    }

    private static Uni<Void> handOver(LockedConversation locked, Actor actor, @Nullable String context) {
        return locked.handOver(actor)
                .chain(() -> context == null
                        ? Uni.createFrom().voidItem()
                        : locked.sayOnce(context, CONTEXT + UUID.randomUUID()));
    }
}
