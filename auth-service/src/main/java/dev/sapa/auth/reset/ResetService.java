package dev.sapa.auth.reset;

import dev.sapa.auth.audit.AuditAction;
import dev.sapa.auth.audit.AuditLog;
import dev.sapa.auth.caller.Caller;
import dev.sapa.auth.company.CompanyService;
import dev.sapa.auth.guess.Attempt;
import dev.sapa.auth.guess.GuessService;
import dev.sapa.auth.link.Links;
import dev.sapa.auth.password.PasswordHasher;
import dev.sapa.auth.staff.Account;
import dev.sapa.auth.staff.StaffDirectory;
import dev.sapa.auth.staff.StaffService;
import dev.sapa.auth.vault.RandomToken;
import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Events;
import dev.sapa.relay.Scope;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** New passwords by link. */
@ApplicationScoped
class ResetService {

    private final PasswordResetRepository resets;
    private final StaffDirectory directory;
    private final StaffService staff;
    private final CompanyService companies;
    private final PasswordHasher passwords;
    private final GuessService guesses;
    private final Links links;
    private final EventTransactions transactions;
    private final AuditLog audit;
    private final ResetSettings settings;
    private final Clock clock;

    ResetService(
            PasswordResetRepository resets,
            StaffDirectory directory,
            StaffService staff,
            CompanyService companies,
            PasswordHasher passwords,
            GuessService guesses,
            Links links,
            EventTransactions transactions,
            AuditLog audit,
            ResetSettings settings,
            Clock clock) {
        this.resets = resets;
        this.directory = directory;
        this.staff = staff;
        this.companies = companies;
        this.passwords = passwords;
        this.guesses = guesses;
        this.links = links;
        this.transactions = transactions;
        this.audit = audit;
        this.settings = settings;
        this.clock = clock;
    }

    /** A link that the admin hands over; 409 for somebody suspended. */
    Uni<ResetLink> link(Caller caller, UUID staffId) {
        return transactions.inSession(caller.scope(), events -> staff.changeable(caller, staffId)
                .invoke(ResetService::requireActive)
                .chain(this::open)
                .call(() -> audit.add(audit.entry(AuditAction.PASSWORD_RESET_LINK_MADE)
                        .in(caller.companyId())
                        .by(caller.staffId(), caller.address())
                        .to(staffId))));
    }

    /** Makes a link for an account; in the caller's transaction. */
    Uni<ResetLink> open(Account account) {
        var token = RandomToken.next();
        return resets.persistAndFlush(new PasswordReset(token, account, clock.instant(), settings.validity()))
                .map(reset -> new ResetLink(links.toPasswordReset(token), reset.expiresAt()));
    }

    /** Sets the password of whoever the token was made for, ends all their log-ins and every other link of theirs. */
    Uni<Void> redeem(String token, String password, @Nullable String address) {
        // Hashed only for who has the token: nobody else may spend our cores.
        return transactions
                .readInSession(Scope.everyCompany(), () -> resets.byToken(token).chain(this::requireOpen))
                .chain(reset -> passwords
                        .hash(password)
                        .chain(hash -> transactions.inSession(
                                Scope.of(reset.companyId()), events -> redeem(events, token, hash, address))));
    }

    @Scheduled(every = "10m", delayed = "1m")
    Uni<Void> sweep() {
        return transactions.readInSession(Scope.everyCompany(), () -> resets.deleteExpired(clock.instant()));
    }

    private Uni<Void> redeem(Events events, String token, String hash, @Nullable String address) {
        return resets.lock(token)
                .chain(this::requireOpen)
                .call(reset -> staff.changePassword(events, reset.staffId(), hash, null))
                .call(reset -> resets.deleteOf(reset.staffId()))
                .call(reset -> guesses.pardon(Attempt.of(reset.staffId(), "", null)))
                .chain(reset -> audit.add(audit.entry(AuditAction.PASSWORD_RESET)
                        .in(reset.companyId())
                        .by(reset.staffId(), address)
                        .to(reset.staffId())));
    }

    private Uni<PasswordReset> requireOpen(PasswordReset reset) {
        return directory
                .account(reset.staffId())
                .chain(account -> account.filter(found -> reset.opens(found, clock.instant()))
                                .isPresent()
                        ? companies.isActive(reset.companyId())
                        : Uni.createFrom().item(false))
                .map(good -> {
                    if (!good) {
                        throw ResetProblem.expired();
                    }
                    return reset;
                });
    }

    private static void requireActive(Account account) {
        if (!account.active()) {
            throw ResetProblem.suspended();
        }
    }
}
