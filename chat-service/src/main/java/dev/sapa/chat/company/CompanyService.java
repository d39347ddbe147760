package dev.sapa.chat.company;

import dev.sapa.events.CompanyChanged;
import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Received;
import dev.sapa.relay.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.UUID;
import java.util.function.LongPredicate;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Finds the company of a request, and keeps what auth-service says about companies. */
@ApplicationScoped
public class CompanyService {

    private static final Logger LOG = Logger.getLogger(CompanyService.class);

    private final CompanyRepository companies;
    private final EventTransactions transactions;
    private final CompanySettings settings;

    CompanyService(CompanyRepository companies, EventTransactions transactions, CompanySettings settings) {
        this.companies = companies;
        this.transactions = transactions;
        this.settings = settings;
    }

    /** The company in which a conversation may start; fails with a problem when none is meant or it is suspended. */
    public Uni<KnownCompany> resolve(CompanyHint hint) {
        return transactions
                .readInSession(Scope.everyCompany(), () -> find(hint))
                .map(CompanyService::requireActive);
    }

    /** What is known of a company; the item is null when it is unknown. */
    public Uni<@Nullable KnownCompany> find(UUID id) {
        return transactions
                .readInSession(Scope.of(id), () -> companies.findById(id))
                .map(company -> company == null ? null : company.known());
    }

    Uni<Void> apply(Received<CompanyChanged> event) {
        return changing(event, applied -> event.isNext(applied));
    }

    Uni<Void> reconcile(Received<CompanyChanged> event) {
        return changing(event, applied -> event.version() > applied);
    }

    private Uni<Void> changing(Received<CompanyChanged> event, LongPredicate isDue) {
        var id = event.payload().companyId();
        return transactions.readInSession(Scope.of(id), () -> companies
                .findById(id)
                .chain(company -> isDue.test(company == null ? 0 : company.version())
                        ? change(company, event.payload())
                        : Uni.createFrom().voidItem()));
    }

    private Uni<Void> change(@Nullable Company known, CompanyChanged change) {
        var company = known == null ? new Company(change.companyId()) : known;
        company.apply(change);
        if (change.portalAccess() == CompanyChanged.PortalAccess.OPEN) {
            LOG.warnf(
                    "Company %s has portal access \"open\": a conversation's id alone admits to that conversation",
                    change.slug());
        }
        return companies.persist(company).replaceWithVoid();
    }

    private Uni<@Nullable Company> find(CompanyHint hint) {
        if (hint.credential() != null) {
            return companies.findById(hint.credential());
        }
        return byHost(hint.host())
                .chain(found -> found != null ? Uni.createFrom().item(found) : bySlug(hint.slug()));
    }

    private Uni<@Nullable Company> byHost(@Nullable String host) {
        return host == null || host.isBlank()
                ? Uni.createFrom().nullItem()
                : companies.byHost(host.toLowerCase(Locale.ROOT));
    }

    private Uni<@Nullable Company> bySlug(@Nullable String named) {
        var slug = named == null || named.isBlank() ? settings.fallback().orElse(null) : named;
        return slug == null
                ? Uni.createFrom().nullItem()
                : companies.bySlug(slug.trim().toLowerCase(Locale.ROOT));
    }

    private static KnownCompany requireActive(@Nullable Company company) {
        if (company == null) {
            throw CompanyProblem.unknown();
        }
        var known = company.known();
        if (!known.active()) {
            throw CompanyProblem.suspended();
        }
        return known;
    }
}
