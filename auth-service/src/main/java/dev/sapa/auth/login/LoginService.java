package dev.sapa.auth.login;

import dev.sapa.auth.audit.AuditAction;
import dev.sapa.auth.audit.AuditLog;
import dev.sapa.auth.company.CompanyService;
import dev.sapa.auth.guess.Attempt;
import dev.sapa.auth.guess.GuessService;
import dev.sapa.auth.password.PasswordHasher;
import dev.sapa.auth.session.SessionService;
import dev.sapa.auth.staff.Account;
import dev.sapa.auth.staff.StaffDirectory;
import dev.sapa.auth.staff.StaffService;
import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Scope;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Signs people in. Whether a name exists shows neither in the answer nor in the time it takes: every way through does the
 * same reads, one hash and one writing transaction.
 */
@ApplicationScoped
class LoginService {

    private final StaffDirectory directory;
    private final StaffService staff;
    private final CompanyService companies;
    private final SessionService sessions;
    private final PasswordHasher passwords;
    private final GuessService guesses;
    private final Tokens tokens;
    private final EventTransactions transactions;
    private final AuditLog audit;
    private final MeterRegistry metrics;

    LoginService(
            StaffDirectory directory,
            StaffService staff,
            CompanyService companies,
            SessionService sessions,
            PasswordHasher passwords,
            GuessService guesses,
            Tokens tokens,
            EventTransactions transactions,
            AuditLog audit,
            MeterRegistry metrics) {
        this.directory = directory;
        this.staff = staff;
        this.companies = companies;
        this.sessions = sessions;
        this.passwords = passwords;
        this.guesses = guesses;
        this.tokens = tokens;
        this.transactions = transactions;
        this.audit = audit;
        this.metrics = metrics;
    }

    Uni<SignedIn> login(String loginName, String password, @Nullable String address) {
        return candidate(loginName, address)
                .chain(candidate -> candidate.pause().isZero()
                        ? judge(candidate, password, address)
                        : Uni.createFrom().<Verdict>item(new Verdict.Later(candidate.pause())))
                .invoke(this::count)
                .map(this::answer);
    }

    /** Whoever may be meant, and whether it may be tried at all now. */
    private record Candidate(Optional<Account> account, Attempt attempt, Duration pause) {

        @Nullable
        String hash() {
            return account.map(Account::passwordHash).orElse(null);
        }
    }

    private Uni<Candidate> candidate(String loginName, @Nullable String address) {
        return transactions.readInSession(
                Scope.everyCompany(), () -> directory.account(loginName).chain(account -> {
                    var attempt = Attempt.of(account.map(Account::staffId).orElse(null), loginName, address);
                    return guesses.pause(attempt).map(pause -> new Candidate(account, attempt, pause));
                }));
    }

    private Uni<Verdict> judge(Candidate candidate, String password, @Nullable String address) {
        return passwords
                .matches(password, candidate.hash())
                .chain(right ->
                        right ? renewed(candidate, password) : Uni.createFrom().<Renewal>item(Renewal.WRONG))
                .chain(renewal -> transactions.inSession(
                        Scope.everyCompany(),
                        events -> renewal.right() ? admit(candidate, renewal, address) : refuse(candidate, address)));
    }

    /**
     * A right password, perhaps with a new hash of it.
     *
     * @param hash of today's cost, when the stored one is not
     */
    private record Renewal(boolean right, Optional<String> hash) {
        static final Renewal WRONG = new Renewal(false, Optional.empty());
    }

    private Uni<Renewal> renewed(Candidate candidate, String password) {
        boolean outdated = candidate
                .account()
                .map(Account::passwordHash)
                .filter(passwords::isOutdated)
                .isPresent();
        return outdated
                ? passwords.hash(password).map(hash -> new Renewal(true, Optional.of(hash)))
                : Uni.createFrom().item(new Renewal(true, Optional.empty()));
    }

    private Uni<Verdict> admit(Candidate candidate, Renewal renewal, @Nullable String address) {
        var account = candidate.account().orElseThrow();
        return mayEnter(account)
                .chain(may -> may
                        ? guesses.succeeded(candidate.attempt())
                                .chain(pause -> pause.isZero()
                                        ? welcome(account, renewal, address)
                                        : Uni.createFrom().item(new Verdict.Later(pause)))
                        : refuse(candidate, address));
    }

    /** Asked again under the eyes of the writing transaction: much may have changed while the password was hashed. */
    private Uni<Boolean> mayEnter(Account account) {
        return directory
                .account(account.staffId())
                .chain(now -> now.filter(unchanged -> unchanged.active()
                                        && unchanged.passwordHash().equals(account.passwordHash()))
                                .isPresent()
                        ? companies.isActive(account.companyId())
                        : Uni.createFrom().item(false));
    }

    private Uni<Verdict> welcome(Account account, Renewal renewal, @Nullable String address) {
        return renewal.hash()
                .map(hash -> staff.rehash(account.staffId(), hash))
                .orElseGet(() -> Uni.createFrom().voidItem())
                .chain(() -> sessions.open(account.companyId(), account.staffId(), address))
                .call(session -> audit.add(audit.entry(AuditAction.LOGIN_SUCCEEDED)
                        .in(account.companyId())
                        .by(account.staffId(), address)
                        .to(session.id())))
                .chain(session -> directory.view(account.staffId()).map(view -> new Verdict.Welcome(session, view)));
    }

    private Uni<Verdict> refuse(Candidate candidate, @Nullable String address) {
        return guesses.failed(candidate.attempt())
                .chain(pause -> pause.isZero()
                        ? audit.add(audit.entry(AuditAction.LOGIN_FAILED)
                                        .in(candidate
                                                .account()
                                                .map(Account::companyId)
                                                .orElse(null))
                                        .by(null, address)
                                        .to(candidate
                                                .account()
                                                .map(Account::staffId)
                                                .orElse(null)))
                                .replaceWith(new Verdict.Wrong())
                        : Uni.createFrom().item(new Verdict.Later(pause)));
    }

    private SignedIn answer(Verdict verdict) {
        if (verdict instanceof Verdict.Welcome welcome) {
            return tokens.signedIn(
                    welcome.staff(), welcome.session().id(), welcome.session().refreshToken());
        }
        if (verdict instanceof Verdict.Later later) {
            throw LoginProblem.tooManyAttempts(later.pause());
        }
        throw LoginProblem.invalidCredentials();
    }

    private void count(Verdict verdict) {
        var outcome = verdict instanceof Verdict.Welcome
                ? "succeeded"
                : verdict instanceof Verdict.Wrong ? "failed" : "refused";
        metrics.counter("sapa.login", "outcome", outcome).increment();
    }
}
