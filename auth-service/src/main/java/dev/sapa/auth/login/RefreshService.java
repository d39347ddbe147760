package dev.sapa.auth.login;

import dev.sapa.auth.audit.AuditAction;
import dev.sapa.auth.audit.AuditLog;
import dev.sapa.auth.caller.Caller;
import dev.sapa.auth.session.EndReason;
import dev.sapa.auth.session.RefreshOutcome;
import dev.sapa.auth.session.SessionService;
import dev.sapa.auth.staff.StaffDirectory;
import dev.sapa.auth.staff.StaffView;
import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Events;
import dev.sapa.relay.Scope;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Keeps people signed in, and signs them out. */
@ApplicationScoped
class RefreshService {

    private final SessionService sessions;
    private final StaffDirectory directory;
    private final Tokens tokens;
    private final EventTransactions transactions;
    private final AuditLog audit;
    private final MeterRegistry metrics;

    RefreshService(
            SessionService sessions,
            StaffDirectory directory,
            Tokens tokens,
            EventTransactions transactions,
            AuditLog audit,
            MeterRegistry metrics) {
        this.sessions = sessions;
        this.directory = directory;
        this.tokens = tokens;
        this.transactions = transactions;
        this.audit = audit;
        this.metrics = metrics;
    }

    Uni<SignedIn> refresh(String refreshToken, @Nullable String address) {
        return transactions
                .inSession(Scope.everyCompany(), events -> sessions.refresh(events, refreshToken)
                        .chain(outcome -> settled(outcome, address)))
                .map(this::answer);
    }

    Uni<Void> logout(Caller caller, @Nullable String refreshToken) {
        return transactions.inSession(
                caller.scope(), events -> sessions.end(events, caller.sessionId(), EndReason.LOGOUT)
                        .chain(() -> endOther(events, caller, refreshToken))
                        .chain(() -> audit.add(audit.entry(AuditAction.LOGOUT)
                                .in(caller.companyId())
                                .by(caller.staffId(), caller.address())
                                .to(caller.sessionId()))));
    }

    /** Ends every log-in of the caller, this one included. */
    Uni<Void> logoutEverywhere(Caller caller) {
        return transactions.inSession(
                caller.scope(), events -> sessions.endAllOfStaff(events, caller.staffId(), EndReason.LOGOUT)
                        .chain(() -> audit.add(audit.entry(AuditAction.LOGOUT)
                                .in(caller.companyId())
                                .by(caller.staffId(), caller.address())
                                .to(caller.staffId())
                                .saying("everywhere"))));
    }

    /** An outcome, with the staff user when the log-in goes on. */
    private record Settled(RefreshOutcome outcome, @Nullable StaffView staff) {}

    private Uni<Settled> settled(RefreshOutcome outcome, @Nullable String address) {
        if (outcome instanceof RefreshOutcome.Continued continued) {
            return directory.view(continued.staffId()).map(staff -> new Settled(outcome, staff));
        }
        if (outcome instanceof RefreshOutcome.Reused reused) {
            return audit.add(audit.entry(AuditAction.REFRESH_REUSED)
                            .in(reused.companyId())
                            .by(reused.staffId(), address)
                            .to(reused.sessionId()))
                    .replaceWith(new Settled(outcome, null));
        }
        return Uni.createFrom().item(new Settled(outcome, null));
    }

    private SignedIn answer(Settled settled) {
        var outcome = settled.outcome();
        metrics.counter(
                        "sapa.refresh",
                        "outcome",
                        outcome instanceof RefreshOutcome.Continued
                                ? "continued"
                                : outcome instanceof RefreshOutcome.Reused ? "reused" : "refused")
                .increment();
        if (outcome instanceof RefreshOutcome.Continued continued && settled.staff() != null) {
            return tokens.signedIn(settled.staff(), continued.sessionId(), continued.refreshToken());
        }
        throw LoginProblem.refreshRefused();
    }

    private Uni<Void> endOther(Events events, Caller caller, @Nullable String refreshToken) {
        return refreshToken == null
                ? Uni.createFrom().voidItem()
                : sessions.endByToken(events, caller.staffId(), refreshToken, EndReason.LOGOUT);
    }
}
