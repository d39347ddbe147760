package dev.sapa.auth.guess;

import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Scope;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * Slows guessing down. The verdict on a password is given under lock of its subjects: of a thousand guesses sent at once
 * only the free ones learn whether they were right. All but the sweep take part in the caller's transaction.
 */
@ApplicationScoped
public class GuessService {

    private final GuessRepository guesses;
    private final GuessPolicy account;
    private final GuessPolicy address;
    private final EventTransactions transactions;
    private final Clock clock;

    GuessService(GuessRepository guesses, GuessSettings settings, EventTransactions transactions, Clock clock) {
        this.guesses = guesses;
        this.account = settings.account();
        this.address = settings.address();
        this.transactions = transactions;
        this.clock = clock;
    }

    /** The pause before this may be tried; zero when it may be tried now. */
    public Uni<Duration> pause(Attempt attempt) {
        return guesses.of(attempt.subjects()).map(found -> longest(found, clock.instant()));
    }

    /** Records a right password, unless a pause began meanwhile, which is returned and nothing is recorded. */
    public Uni<Duration> succeeded(Attempt attempt) {
        return guesses.lock(attempt.subjects()).chain(found -> {
            var pause = longest(found, clock.instant());
            return pause.isZero()
                    ? guesses.delete("subject", attempt.account()).replaceWith(pause)
                    : Uni.createFrom().item(pause);
        });
    }

    /** Forgets what was counted against an account, whose owner has proved itself in another way. */
    public Uni<Void> pardon(Attempt attempt) {
        return guesses.delete("subject", attempt.account()).replaceWithVoid();
    }

    /** Counts a wrong password, unless a pause began meanwhile, which is returned and nothing is counted. */
    public Uni<Duration> failed(Attempt attempt) {
        return ensure(attempt).chain(() -> guesses.lock(attempt.subjects())).map(found -> count(attempt, found));
    }

    @Scheduled(every = "10m", delayed = "1m")
    Uni<Void> sweep() {
        return transactions.readInSession(Scope.everyCompany(), () -> guesses.deleteOlderThan(
                        clock.instant().minus(account.forget()).minus(account.longest()))
                .replaceWithVoid());
    }

    private Uni<Void> ensure(Attempt attempt) {
        var now = clock.instant();
        var from = attempt.address();
        return (from == null ? Uni.createFrom().voidItem() : guesses.ensure(from, now))
                .chain(() -> guesses.ensure(attempt.account(), now));
    }

    private Duration count(Attempt attempt, List<Guess> found) {
        var now = clock.instant();
        var pause = longest(found, now);
        if (pause.isZero()) {
            found.forEach(guess -> guess.failed(guess.subject().equals(attempt.account()) ? account : address, now));
        }
        return pause;
    }

    private static Duration longest(List<Guess> found, Instant now) {
        return found.stream()
                .map(guess -> guess.pause(now))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }
}
