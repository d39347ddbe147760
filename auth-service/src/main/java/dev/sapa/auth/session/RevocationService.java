package dev.sapa.auth.session;

import dev.sapa.auth.page.Page;
import dev.sapa.auth.problem.Problem;
import dev.sapa.auth.token.TokenLifetime;
import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tells who cannot hear the events which log-ins ended, while tokens of theirs may still be about. */
@ApplicationScoped
class RevocationService {

    /** A log-in is dated when it ends and seen when its transaction commits; longer than any of ours takes. */
    private static final Duration COMMIT = Duration.ofSeconds(15);

    private final SessionRepository sessions;
    private final TokenLifetime tokens;
    private final EventTransactions transactions;
    private final Clock clock;

    RevocationService(SessionRepository sessions, TokenLifetime tokens, EventTransactions transactions, Clock clock) {
        this.sessions = sessions;
        this.tokens = tokens;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Where a page begins: behind that log-in. */
    record Position(Instant endedAt, UUID id) {

        static Position of(LoginSession session) {
            return new Position(session.endedAt(), session.id());
        }

        static Position parse(String cursor) {
            try {
                var parts = cursor.split("_", 2);
                return new Position(Instant.parse(parts[0]), UUID.fromString(parts[1]));
            } catch (DateTimeException | IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
                throw Problem.of("invalid-cursor", 400, "The cursor was not handed out by this list")
                        .build();
            }
        }

        @Override
        public String toString() {
            return endedAt + "_" + id;
        }
    }

    /**
     * What ended after {@code after}, or a little before; with null, all that can still matter.
     *
     * @param after  the {@code as_of} of an earlier answer
     * @param cursor the {@code next_cursor} of the page before, which then decides instead
     */
    Uni<Revocations> after(@Nullable Instant after, @Nullable String cursor, int limit) {
        var now = clock.instant();
        var from = cursor == null ? new Position(start(after, now), new UUID(0, 0)) : Position.parse(cursor);
        return transactions
                .readInSession(Scope.everyCompany(), () -> sessions.endedAfter(from, limit + 1))
                .map(found -> Page.of(found, limit, last -> Position.of(last).toString()))
                .map(page -> new Revocations(
                        page.items().stream().map(LoginSession::revocation).toList(), page.nextCursor(), now));
    }

    private Instant start(@Nullable Instant after, Instant now) {
        var oldest = now.minus(tokens.longest());
        return after == null || after.isBefore(oldest) ? oldest : after.minus(COMMIT);
    }
}
