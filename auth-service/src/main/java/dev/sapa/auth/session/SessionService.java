package dev.sapa.auth.session;

import dev.sapa.auth.vault.Fingerprint;
import dev.sapa.auth.vault.RandomToken;
import dev.sapa.auth.vault.Vault;
import dev.sapa.events.CredentialsRevoked;
import dev.sapa.events.Topic;
import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Events;
import dev.sapa.relay.OutgoingEvent;
import dev.sapa.relay.Scope;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The life of log-ins. All but the sweep take part in the caller's transaction.
 *
 * <p>A refresh token is good once. Its successor is computed from it under a key of ours, so that a client whose answer
 * was lost gets the very same successor again for a few seconds, although only hashes are stored. Any later use of a
 * spent token ends the log-in (RFC 9700, section 4.14.2).
 */
@ApplicationScoped
public class SessionService {

    private static final String SUCCESSOR = "refresh-successor";

    private final SessionRepository sessions;
    private final RefreshTokenRepository tokens;
    private final EventTransactions transactions;
    private final SessionSettings settings;
    private final Vault vault;
    private final Clock clock;

    SessionService(
            SessionRepository sessions,
            RefreshTokenRepository tokens,
            EventTransactions transactions,
            SessionSettings settings,
            Vault vault,
            Clock clock) {
        this.sessions = sessions;
        this.tokens = tokens;
        this.transactions = transactions;
        this.settings = settings;
        this.vault = vault;
        this.clock = clock;
    }

    public Uni<OpenedSession> open(UUID companyId, UUID staffId, @Nullable String address) {
        var session = new LoginSession(companyId, staffId, address, clock.instant(), settings.longest());
        var refreshToken = RandomToken.next();
        return sessions.persist(session)
                .chain(() -> sessions.flush())
                .chain(() -> issue(session, refreshToken))
                .replaceWith(new OpenedSession(session.id(), refreshToken));
    }

    /** Trades a refresh token for its successor. */
    public Uni<RefreshOutcome> refresh(Events events, String refreshToken) {
        return tokens.sessionOf(Fingerprint.of(refreshToken))
                .chain(id -> id == null ? Uni.createFrom().nullItem() : sessions.lock(id))
                .chain(session -> session == null || !session.isOpen(clock.instant())
                        ? refused()
                        : refresh(events, session, refreshToken));
    }

    /** Ends one log-in; one that has ended already stays as it is. */
    public Uni<Void> end(Events events, UUID sessionId, EndReason reason) {
        return sessions.lock(sessionId)
                .invoke(session -> {
                    if (session != null && session.isOpen(clock.instant())) {
                        end(events, session, reason);
                    }
                })
                .replaceWithVoid();
    }

    /** Ends the log-in that a refresh token belongs to, if that is one of this staff user's. */
    public Uni<Void> endByToken(Events events, UUID staffId, String refreshToken, EndReason reason) {
        return tokens.sessionOf(Fingerprint.of(refreshToken))
                .chain(id -> id == null ? Uni.createFrom().nullItem() : sessions.findById(id))
                .chain(session -> session == null || !session.staffId().equals(staffId)
                        ? Uni.createFrom().voidItem()
                        : end(events, session.id(), reason));
    }

    /** Ends every log-in of a staff user. */
    public Uni<Void> endAllOfStaff(Events events, UUID staffId, EndReason reason) {
        return endAllOfStaff(events, staffId, reason, null);
    }

    /** Ends every log-in of a staff user but {@code keep}; null keeps none. */
    public Uni<Void> endAllOfStaff(Events events, UUID staffId, EndReason reason, @Nullable UUID keep) {
        return sessions.lockOpenOfStaff(staffId)
                .invoke(open -> endAll(
                        events,
                        open.stream()
                                .filter(session -> !session.id().equals(keep))
                                .toList(),
                        reason))
                .replaceWithVoid();
    }

    /** Ends every log-in of everybody in a company. */
    public Uni<Void> endAllOfCompany(Events events, UUID companyId, EndReason reason) {
        return sessions.lockOpenOfCompany(companyId)
                .invoke(open -> endAll(events, open, reason))
                .replaceWithVoid();
    }

    @Scheduled(every = "10m", delayed = "1m")
    Uni<Void> sweep() {
        return transactions.readInSession(Scope.everyCompany(), () -> tokens.deleteExpired(clock.instant())
                .chain(() -> sessions.deleteExpired(clock.instant()))
                .replaceWithVoid());
    }

    private Uni<RefreshOutcome> refresh(Events events, LoginSession session, String refreshToken) {
        return tokens.byHash(Fingerprint.of(refreshToken)).chain(token -> {
            var now = clock.instant();
            if (token == null || token.isExpired(now)) {
                return refused();
            }
            var successor = successor(refreshToken);
            if (!token.isSpent()) {
                token.spend(now);
                return issue(session, successor).map(issued -> continued(session, successor));
            }
            return token.isJustSpent(now, settings.grace())
                    ? repeat(events, session, successor)
                    : Uni.createFrom().item(reused(events, session));
        });
    }

    /** The answer may have been lost, unless its token has been used since. */
    private Uni<RefreshOutcome> repeat(Events events, LoginSession session, String successor) {
        return tokens.byHash(Fingerprint.of(successor))
                .map(token ->
                        token == null || token.isSpent() ? reused(events, session) : continued(session, successor));
    }

    private Uni<Void> issue(LoginSession session, String refreshToken) {
        return tokens.persist(new RefreshToken(
                        Fingerprint.of(refreshToken), session, clock.instant(), settings.refreshDuration()))
                .replaceWithVoid();
    }

    private RefreshOutcome reused(Events events, LoginSession session) {
        end(events, session, EndReason.REUSE);
        return new RefreshOutcome.Reused(session.id(), session.staffId(), session.companyId());
    }

    private static RefreshOutcome continued(LoginSession session, String refreshToken) {
        return new RefreshOutcome.Continued(session.id(), session.staffId(), session.companyId(), refreshToken);
    }

    private static Uni<RefreshOutcome> refused() {
        return Uni.createFrom().item(new RefreshOutcome.Refused());
    }

    private String successor(String refreshToken) {
        byte[] bits = vault.derive(SUCCESSOR, refreshToken.getBytes(StandardCharsets.UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }

    private void endAll(Events events, List<LoginSession> open, EndReason reason) {
        open.forEach(session -> end(events, session, reason));
    }

    private void end(Events events, LoginSession session, EndReason reason) {
        var revoked = session.end(reason, clock.instant());
        events.record(OutgoingEvent.of(
                        Topic.AUTH, CredentialsRevoked.TYPE, key(session.staffId()), 0, session.companyId(), revoked)
                .concerning(session.staffId()));
    }

    /** A key of its own: where the topic is compacted, a revocation must not take the place of the staff user's state. */
    private static UUID key(UUID staffId) {
        return UUID.nameUUIDFromBytes(("revocation of " + staffId).getBytes(StandardCharsets.UTF_8));
    }
}
