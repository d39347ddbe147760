package dev.sapa.auth.login;

import dev.sapa.auth.audit.AuditAction;
import dev.sapa.auth.audit.AuditLog;
import dev.sapa.auth.caller.Caller;
import dev.sapa.auth.guess.Attempt;
import dev.sapa.auth.guess.GuessService;
import dev.sapa.auth.password.PasswordHasher;
import dev.sapa.auth.staff.Account;
import dev.sapa.auth.staff.StaffDirectory;
import dev.sapa.auth.staff.StaffService;
import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Lets people change their own password, which ends all their other log-ins. */
@ApplicationScoped
class PasswordService {

    private final StaffDirectory directory;
    private final StaffService staff;
    private final PasswordHasher passwords;
    private final GuessService guesses;
    private final EventTransactions transactions;
    private final AuditLog audit;

    PasswordService(
            StaffDirectory directory,
            StaffService staff,
            PasswordHasher passwords,
            GuessService guesses,
            EventTransactions transactions,
            AuditLog audit) {
        this.directory = directory;
        this.staff = staff;
        this.passwords = passwords;
        this.guesses = guesses;
        this.transactions = transactions;
        this.audit = audit;
    }

    /** Whoever holds a stolen access token guesses no faster here than at the log-in. */
    Uni<Void> change(Caller caller, String current, String wanted) {
        var attempt = Attempt.of(caller.staffId(), "", caller.address());
        var scope = Scope.of(caller.companyId());
        return transactions
                .readInSession(scope, () -> guesses.pause(attempt)
                        .invoke(PasswordService::requireNoPause)
                        .chain(() -> directory.account(caller.staffId())))
                .chain(account -> passwords.matches(
                        current, account.map(Account::passwordHash).orElse(null)))
                .chain(right -> right ? set(caller, attempt, wanted) : refuse(scope, attempt));
    }

    private Uni<Void> set(Caller caller, Attempt attempt, String wanted) {
        return passwords
                .hash(wanted)
                .chain(hash -> transactions.inSession(Scope.of(caller.companyId()), events -> guesses.succeeded(attempt)
                        .invoke(PasswordService::requireNoPause)
                        .chain(() -> staff.changePassword(events, caller.staffId(), hash, caller.sessionId()))
                        .chain(() -> audit.add(audit.entry(AuditAction.PASSWORD_CHANGED)
                                .in(caller.companyId())
                                .by(caller.staffId(), caller.address())
                                .to(caller.staffId())))));
    }

    private Uni<Void> refuse(Scope scope, Attempt attempt) {
        return transactions
                .readInSession(scope, () -> guesses.failed(attempt))
                .invoke(PasswordService::requireNoPause)
                .onItem()
                .failWith(LoginProblem::wrongPassword)
                .replaceWithVoid();
    }

    private static void requireNoPause(Duration pause) {
        if (!pause.isZero()) {
            throw LoginProblem.tooManyAttempts(pause);
        }
    }
}
