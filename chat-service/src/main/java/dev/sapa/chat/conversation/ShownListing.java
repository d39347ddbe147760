package dev.sapa.chat.conversation;

import dev.sapa.chat.access.Caller;
import dev.sapa.chat.company.CompanyHint;
import dev.sapa.chat.company.CompanyService;
import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Scope;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a company's staff, and where the company is open to everybody the gateway too, see first: the conversations with
 * the newest activity, and each by its number.
 */
@ApplicationScoped
class ShownListing {

    private final ConversationStore store;
    private final EventTransactions transactions;
    private final CompanyService companies;

    ShownListing(ConversationStore store, EventTransactions transactions, CompanyService companies) {
        this.store = store;
        this.transactions = transactions;
        this.companies = companies;
    }

    /** The company whose conversations the caller is shown; fails with 401 for one that shows none without a credential. */
    Uni<UUID> companyOf(Caller caller, @Nullable String host, @Nullable String named) {
        if (caller instanceof Caller.Staff staff) {
            return Uni.createFrom().item(staff.companyId());
        }
        return companies
                .resolve(new CompanyHint(null, host, named))
                .onFailure(HttpProblem.class)
                .transform(unknown -> ConversationProblem.notShown())
                .map(company -> {
                    if (!company.portalOpen()) {
                        throw ConversationProblem.notShown();
                    }
                    return company.id();
                });
    }

    /**
     * The conversations with the newest activity, the newest first.
     *
     * @param agent null for everybody's
     */
    Uni<List<ConversationView>> recent(UUID company, @Nullable UUID agent, int limit) {
        return transactions
                .readInConnection(Scope.of(company), connection -> store.recent(connection, company, agent, limit))
                .map(states -> states.stream()
                        .map(state -> state.view(Side.STAFF, null))
                        .toList());
    }

    /** Fails with "not found" when the company has none of that number. */
    Uni<ConversationView> byNumber(UUID company, long number) {
        return transactions
                .readInConnection(Scope.of(company), connection -> store.byNumber(connection, company, number))
                .map(found -> {
                    if (found == null) {
                        throw ConversationProblem.notFound();
                    }
                    return found.view(Side.STAFF, null);
                });
    }
}
