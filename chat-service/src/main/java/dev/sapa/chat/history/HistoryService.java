package dev.sapa.chat.history;

import dev.sapa.chat.access.Caller;
import dev.sapa.chat.company.CompanyHint;
import dev.sapa.chat.company.CompanyService;
import dev.sapa.chat.company.KnownCompany;
import dev.sapa.chat.conversation.Cursor;
import dev.sapa.chat.visitor.IdentityKind;
import dev.sapa.chat.visitor.VisitorProblem;
import dev.sapa.chat.visitor.VisitorService;
import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Scope;
import io.quarkus.security.ForbiddenException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads a visitor's history. */
@ApplicationScoped
class HistoryService {

    private final HistoryStore store;
    private final CompanyService companies;
    private final VisitorService visitors;
    private final EventTransactions transactions;

    HistoryService(
            HistoryStore store, CompanyService companies, VisitorService visitors, EventTransactions transactions) {
        this.store = store;
        this.companies = companies;
        this.visitors = visitors;
        this.transactions = transactions;
    }

    /**
     * One part of the history.
     *
     * @param total  of this visitor's conversations that the caller may see
     * @param nextCursor null at the end
     */
    record Page(
            List<HistoryItem> items,
            long total,
            int limit,
            int offset,
            @Nullable String nextCursor) {}

    /**
     * The history of the visitor with one of the identities, of which the first that somebody has decides. Where the
     * company is open, an identity suffices. Elsewhere the company's own people and backend see everybody's, a user whom
     * the company vouches for its own, and the holder of a capability the one conversation that it is for.
     */
    Uni<Page> page(
            Caller caller,
            Map<IdentityKind, String> identities,
            CompanyHint hint,
            @Nullable Cursor after,
            int limit,
            int offset) {
        if (caller instanceof Caller.Service) {
            return Uni.createFrom().failure(ForbiddenException::new);
        }
        return companies.resolve(hint).chain(company -> transactions
                .readInSession(Scope.of(company.id()), () -> find(company.id(), List.copyOf(identities.entrySet()))
                        .call(visitor -> requireMay(caller, company, visitor)))
                .map(visitor -> new HistoryQuery(visitor, only(caller, company), after, limit, offset))
                .chain(query -> read(company.id(), query)));
    }

    /** The whole history of a visitor of the company, for its staff. */
    Uni<Page> ofVisitor(Caller.Staff staff, UUID visitor, @Nullable Cursor after, int limit) {
        var company = staff.companyId();
        return transactions
                .readInSession(Scope.of(company), () -> visitors.present(visitor))
                .onItem()
                .ifNull()
                .failWith(VisitorProblem::unknown)
                .map(present -> new HistoryQuery(present, null, after, limit, 0))
                .chain(query -> read(company, query));
    }

    private Uni<UUID> find(UUID company, List<Map.Entry<IdentityKind, String>> identities) {
        if (identities.isEmpty()) {
            return Uni.createFrom().failure(VisitorProblem::unknown);
        }
        var identity = identities.get(0);
        return visitors.known(company, identity.getKey(), identity.getValue())
                .onItem()
                .ifNull()
                .switchTo(() -> find(company, identities.subList(1, identities.size())));
    }

    private Uni<Void> requireMay(Caller caller, KnownCompany company, UUID visitor) {
        if (company.portalOpen() || ofCompany(caller)) {
            return Uni.createFrom().voidItem();
        }
        return self(caller)
                .invoke(me -> {
                    if (!visitor.equals(me)) {
                        throw VisitorProblem.unknown();
                    }
                })
                .replaceWithVoid();
    }

    private static boolean ofCompany(Caller caller) {
        return caller instanceof Caller.Staff || caller instanceof Caller.Bot || caller instanceof Caller.Portal;
    }

    private Uni<@Nullable UUID> self(Caller caller) {
        if (caller instanceof Caller.Visitor visitor) {
            return visitors.present(visitor.capability().visitorId());
        }
        return caller instanceof Caller.CompanyUser user
                ? visitors.known(user.companyId(), IdentityKind.COMPANY_USER_ID, user.userId())
                : Uni.createFrom().nullItem();
    }

    /** A visitor is whoever says its name; what it said elsewhere is not for everybody who does. */
    private static @Nullable UUID only(Caller caller, KnownCompany company) {
        return caller instanceof Caller.Visitor visitor && !company.portalOpen()
                ? visitor.capability().conversationId()
                : null;
    }

    private Uni<Page> read(UUID company, HistoryQuery query) {
        return transactions.readInConnection(Scope.of(company), connection -> store.page(connection, query)
                .chain(items -> store.count(connection, query).map(total -> page(query, items, total))));
    }

    private static Page page(HistoryQuery query, List<HistoryItem> items, long total) {
        var goesOn = items.size() > query.limit();
        var shown = goesOn ? items.subList(0, query.limit()) : items;
        var last = goesOn ? shown.get(shown.size() - 1) : null;
        return new Page(
                shown,
                total,
                query.limit(),
                query.offset(),
                last == null ? null : new Cursor(last.startedAt(), last.id()).encoded());
    }
}
