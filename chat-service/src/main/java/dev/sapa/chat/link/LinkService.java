package dev.sapa.chat.link;

import dev.sapa.chat.access.Caller;
import dev.sapa.chat.company.CompanyHint;
import dev.sapa.chat.company.CompanyService;
import dev.sapa.chat.company.KnownCompany;
import dev.sapa.chat.conversation.ConversationService;
import dev.sapa.chat.conversation.LockedConversation;
import dev.sapa.chat.log.Actor;
import dev.sapa.chat.visitor.IdentityKind;
import dev.sapa.chat.visitor.VisitorProblem;
import dev.sapa.chat.visitor.VisitorService;
import dev.sapa.chat.visitor.VisitorService.Linked;
import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Events;
import dev.sapa.relay.Scope;
import io.quarkus.security.ForbiddenException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Links a browser's visitor to an account, in one transaction with everything that follows for their conversations. The
 * visitors are locked before the conversations, as a start does.
 */
@ApplicationScoped
class LinkService {

    private static final int ATTEMPTS = 5;

    private final CompanyService companies;
    private final VisitorService visitors;
    private final ConversationService conversations;
    private final EventTransactions transactions;

    LinkService(
            CompanyService companies,
            VisitorService visitors,
            ConversationService conversations,
            EventTransactions transactions) {
        this.companies = companies;
        this.visitors = visitors;
        this.conversations = conversations;
        this.transactions = transactions;
    }

    /**
     * Where the company is open, what a caller says is believed. Elsewhere a visitor links nobody but itself, and only the
     * company may say that an account which has a history is that visitor's.
     */
    Uni<LinkView> link(Caller caller, LinkRequest request, @Nullable String host, @Nullable String slug) {
        if (caller instanceof Caller.Staff || caller instanceof Caller.Bot || caller instanceof Caller.Service) {
            return Uni.createFrom().failure(ForbiddenException::new);
        }
        return companies
                .resolve(new CompanyHint(caller.companyId(), host, slug))
                .chain(company -> transactions
                        .inSession(Scope.of(company.id()), events -> requireMay(caller, request, company)
                                .chain(() -> link(events, caller, request, company)))
                        .onFailure(VisitorService.IdentityTaken.class)
                        .retry()
                        .atMost(ATTEMPTS));
    }

    private Uni<Void> requireMay(Caller caller, LinkRequest request, KnownCompany company) {
        if (company.portalOpen() || caller instanceof Caller.Portal) {
            return Uni.createFrom().voidItem();
        }
        return visitors.known(company.id(), IdentityKind.BROWSER_UUID, request.browserUuid())
                .chain(browsers -> self(caller).invoke(me -> requireSame(browsers, me)))
                .replaceWithVoid();
    }

    private Uni<@Nullable UUID> self(Caller caller) {
        if (caller instanceof Caller.Visitor visitor) {
            return visitors.present(visitor.capability().visitorId());
        }
        return caller instanceof Caller.CompanyUser user
                ? visitors.known(user.companyId(), IdentityKind.COMPANY_USER_ID, user.userId())
                : Uni.createFrom().nullItem();
    }

    private static void requireSame(@Nullable UUID browsers, @Nullable UUID me) {
        if (me == null || !Objects.equals(browsers, me)) {
            throw VisitorProblem.unknown();
        }
    }

    private Uni<LinkView> link(Events events, Caller caller, LinkRequest request, KnownCompany company) {
        return visitors.link(
                        company.id(),
                        request.browserUuid(),
                        request.ossUserId(),
                        request.email(),
                        () -> requireProven(caller, request, company))
                .call(linked -> linked.changed()
                        ? tell(events, linked, Actor.of(caller), request.ossUserId())
                        : Uni.createFrom().voidItem())
                .map(linked -> new LinkView(
                        new LinkView.VisitorPart(linked.survivor(), request.browserUuid(), request.ossUserId()),
                        linked.absorbed() != null,
                        !linked.changed()));
    }

    private static void requireProven(Caller caller, LinkRequest request, KnownCompany company) {
        var proven = caller instanceof Caller.Portal
                || (caller instanceof Caller.CompanyUser user && user.userId().equals(request.ossUserId()));
        if (!proven && !company.portalOpen()) {
            throw LinkProblem.unproven();
        }
    }

    /** The absorbed visitor's conversations become the survivor's; those that the survivor has open say so too. */
    private Uni<Void> tell(Events events, Linked linked, Actor actor, String account) {
        var both =
                linked.absorbed() == null ? List.of(linked.survivor()) : List.of(linked.survivor(), linked.absorbed());
        return conversations
                .lockAllOf(events, both)
                .chain(all -> each(all, linked.survivor(), openChannels(all, linked.survivor()), actor, account));
    }

    private static Uni<Void> each(
            List<LockedConversation> all, UUID survivor, Set<String> openChannels, Actor actor, String account) {
        return Multi.createFrom()
                .iterable(all)
                .onItem()
                .transformToUniAndConcatenate(locked -> tell(locked, survivor, openChannels, actor, account))
                .collect()
                .last();
    }

    private static Uni<Void> tell(
            LockedConversation locked, UUID survivor, Set<String> openChannels, Actor actor, String account) {
        if (!isOf(locked, survivor)) {
            return locked.adopt(survivor, openChannels.contains(locked.facts().channel()), actor, account);
        }
        return locked.isOpen()
                ? locked.linked(actor, account)
                : Uni.createFrom().voidItem();
    }

    private static Set<String> openChannels(List<LockedConversation> all, UUID visitor) {
        return all.stream()
                .filter(locked -> locked.isOpen() && isOf(locked, visitor))
                .map(locked -> locked.facts().channel())
                .collect(Collectors.toSet());
    }

    private static boolean isOf(LockedConversation locked, UUID visitor) {
        return locked.facts().visitorId().equals(visitor);
    }
}
