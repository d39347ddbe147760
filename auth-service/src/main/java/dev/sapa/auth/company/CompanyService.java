package dev.sapa.auth.company;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.sapa.auth.audit.AuditAction;
import dev.sapa.auth.audit.AuditLog;
import dev.sapa.auth.caller.Caller;
import dev.sapa.auth.page.Page;
import dev.sapa.auth.repeat.RepeatService;
import dev.sapa.auth.session.EndReason;
import dev.sapa.auth.session.SessionService;
import dev.sapa.auth.vault.RandomToken;
import dev.sapa.auth.vault.Vault;
import dev.sapa.events.CompanyChanged;
import dev.sapa.events.Topic;
import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Events;
import dev.sapa.relay.OutgoingEvent;
import dev.sapa.relay.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The use cases of companies. */
@ApplicationScoped
public class CompanyService {

    private static final String VISITOR_SECRET = "visitor-secret";

    private final CompanyRepository companies;
    private final CompanyHostRepository hosts;
    private final SessionService sessions;
    private final RepeatService repeats;
    private final EventTransactions transactions;
    private final AuditLog audit;
    private final Vault vault;
    private final LimitSettings limits;
    private final Clock clock;

    CompanyService(
            CompanyRepository companies,
            CompanyHostRepository hosts,
            SessionService sessions,
            RepeatService repeats,
            EventTransactions transactions,
            AuditLog audit,
            Vault vault,
            LimitSettings limits,
            Clock clock) {
        this.companies = companies;
        this.hosts = hosts;
        this.sessions = sessions;
        this.repeats = repeats;
        this.transactions = transactions;
        this.audit = audit;
        this.vault = vault;
        this.limits = limits;
        this.clock = clock;
    }

    Uni<CompanyView> create(
            Caller operator, String slug, String name, CompanyChange settings, @Nullable String idempotencyKey) {
        var key = repeats.key(operator, "company", List.of(slug, name, settings), idempotencyKey);
        return transactions
                .inSession(
                        operator.scope(),
                        events -> repeats.once(
                                key,
                                () -> found(events, UuidCreator.getTimeOrderedEpoch(), slug, name, settings)
                                        .call(company -> audit.add(audit.entry(AuditAction.COMPANY_CREATED)
                                                .in(company.id())
                                                .by(operator.staffId(), operator.address())
                                                .to(company.id()))),
                                view -> view.id().toString(),
                                id -> view(UUID.fromString(id))))
                .onFailure()
                .transform(CompanyProblem::taken);
    }

    /** Founds a company in the caller's transaction; the id is the caller's choice. */
    public Uni<CompanyView> found(Events events, UUID id, String slug, String name, CompanyChange settings) {
        var company = new Company(id, slug, name, clock.instant());
        company.startWith(settings);
        var names = settings.hosts() == null ? List.<String>of() : settings.hosts();
        return companies
                .persist(company)
                .chain(() -> companies.flush())
                .chain(() -> hosts.replace(id, names))
                .invoke(() -> announce(events, company, names))
                .replaceWith(() -> company.view(names));
    }

    Uni<CompanyView> change(Caller operator, UUID id, CompanyChange change) {
        if (change.isForOperators() && !operator.isOperator()) {
            throw CompanyProblem.operatorOnly();
        }
        return transactions
                .inSession(
                        operator.scope(),
                        events -> companies.lock(id).chain(company -> change(events, operator, company, change)))
                .onFailure()
                .transform(CompanyProblem::taken);
    }

    /** What everybody may know of the company of that name; fails with 404 while it is suspended, too. */
    Uni<PublicCompanyView> published(String slug) {
        return transactions.readInSession(
                Scope.everyCompany(), () -> companies.bySlug(slug).map(company -> {
                    if (company == null || !company.isActive()) {
                        throw CompanyProblem.notFound();
                    }
                    return company.published();
                }));
    }

    Uni<CompanyView> get(Scope scope, UUID id) {
        return transactions.readInSession(scope, () -> view(id));
    }

    private Uni<CompanyView> view(UUID id) {
        return companies.get(id).chain(company -> hosts.of(id).map(company::view));
    }

    Uni<Page<CompanyView>> list(Scope scope, @Nullable UUID after, int limit) {
        return transactions
                .readInSession(scope, () -> companies.after(after, limit + 1).chain(this::views))
                .map(found -> Page.of(found, limit, last -> last.id().toString()));
    }

    /** Gives the company a new secret to sign its visitors' tokens with, and returns it this one time. */
    Uni<String> renewVisitorSecret(Caller caller, UUID id) {
        var secret = RandomToken.next();
        return transactions
                .inSession(caller.scope(), events -> companies
                        .lock(id)
                        .invoke(company -> company.signVisitorsWith(sealed(secret)))
                        .chain(() -> audit.add(audit.entry(AuditAction.VISITOR_SECRET_CHANGED)
                                .in(id)
                                .by(caller.staffId(), caller.address())
                                .to(id))))
                .replaceWith(secret);
    }

    /** Lets visitors of the company be signed for with this secret; in the caller's transaction. */
    public Uni<Void> signVisitorsWith(UUID id, String secret) {
        return companies
                .lock(id)
                .invoke(company -> company.signVisitorsWith(sealed(secret)))
                .replaceWithVoid();
    }

    /** The company of that name, in any case, and the secret of its visitors' tokens; in the caller's transaction. */
    public Uni<Optional<TrustedCompany>> trusted(String slug) {
        return companies
                .bySlug(slug)
                .map(company -> company == null
                        ? Optional.empty()
                        : Optional.of(new TrustedCompany(
                                company.id(), company.slug(), company.isActive(), opened(company.visitorSecret()))));
    }

    /** Whether there is such a company and it may be used; in the caller's transaction. */
    public Uni<Boolean> isActive(UUID id) {
        return companies.findById(id).map(company -> company != null && company.isActive());
    }

    /**
     * How many staff users of it may sign in, locked in the caller's transaction, so that two who are added at once are
     * counted one after the other; empty for any number. Fails with 404 when the transaction sees no such company.
     */
    public Uni<OptionalInt> seats(UUID id) {
        return companies
                .lock(id)
                .map(company -> company.limits().seats() == null
                        ? limits.seats()
                        : OptionalInt.of(company.limits().seats()));
    }

    /** Fails with 404 when the caller's transaction sees no such company. */
    public Uni<Void> require(UUID id) {
        return companies.get(id).replaceWithVoid();
    }

    private Uni<CompanyView> change(Events events, Caller operator, Company company, CompanyChange change) {
        boolean wasActive = company.isActive();
        return hosts.of(company.id()).chain(before -> {
            var after = change.hosts() == null ? before : change.hosts();
            boolean hostsChanged = !after.equals(before);
            if (!company.apply(change, hostsChanged)) {
                return Uni.createFrom().item(company.view(before));
            }
            announce(events, company, after);
            return (hostsChanged
                            ? hosts.replace(company.id(), after)
                            : Uni.createFrom().voidItem())
                    .chain(() -> wasActive && !company.isActive()
                            ? sessions.endAllOfCompany(events, company.id(), EndReason.SUSPENDED)
                            : Uni.createFrom().voidItem())
                    .chain(() -> audit.add(audit.entry(AuditAction.COMPANY_CHANGED)
                            .in(company.id())
                            .by(operator.staffId(), operator.address())
                            .to(company.id())))
                    .replaceWith(() -> company.view(after));
        });
    }

    private Uni<List<CompanyView>> views(List<Company> found) {
        return hosts.of(found.stream().map(Company::id).toList()).map(names -> found.stream()
                .map(company -> company.view(names.getOrDefault(company.id(), List.of())))
                .toList());
    }

    private static void announce(Events events, Company company, List<String> hosts) {
        var event = company.event(hosts);
        events.record(
                OutgoingEvent.of(Topic.AUTH, CompanyChanged.TYPE, company.id(), event.version(), company.id(), event));
    }

    private byte[] sealed(String secret) {
        return vault.seal(VISITOR_SECRET, secret.getBytes(StandardCharsets.UTF_8));
    }

    private @Nullable String opened(byte @Nullable [] sealed) {
        return sealed == null ? null : new String(vault.open(VISITOR_SECRET, sealed), StandardCharsets.UTF_8);
    }
}
