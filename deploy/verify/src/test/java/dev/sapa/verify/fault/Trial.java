package dev.sapa.verify.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sapa.verify.history.Books;
import dev.sapa.verify.history.Verdict;
import dev.sapa.verify.history.Violation;
import dev.sapa.verify.system.Load;
import dev.sapa.verify.system.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * One fault under load: twenty conversations in which both sides talk, and others that come, are given to agents by routing
 * and go. Afterwards every promise I1 to I9 is checked.
 */
final class Trial {

    private static final int CONVERSATIONS = 20;
    private static final Duration WARM = Duration.ofSeconds(2);
    private static final Duration SAMPLE_EVERY = Duration.ofMillis(400);
    private static final Path RESULTS = Path.of("target/faults.tsv");

    private final Lab lab;
    private final String id;
    private final String what;
    private final Duration bar;
    private final Queue<Books.Sample> samples = new ConcurrentLinkedQueue<>();

    /** Something that goes wrong, and is over when it returns. */
    @FunctionalInterface
    interface Fault {
        void happen(Load load) throws Exception;
    }

    private Trial(Lab lab, String id, String what, Duration bar) {
        this.lab = lab;
        this.id = id;
        this.what = what;
        this.bar = bar;
    }

    /**
     * @param id  of the fault, such as {@code F01}
     * @param bar within which, once the fault is over, everybody's next message is acknowledged in each conversation
     */
    static void of(Lab lab, String id, String what, Duration bar, Fault fault) throws Exception {
        try {
            new Trial(lab, id, what, bar).run(fault);
        } catch (Exception | AssertionError e) {
            // At once: the report of a class comes when all of its trials are over.
            Report.print(List.of("%s %s FAILED: %s".formatted(id, what, e)));
            throw e;
        }
    }

    private void run(Fault fault) throws Exception {
        var sampler = Executors.newSingleThreadScheduledExecutor();
        var keeper = new BookKeeper(lab.suite(), lab.broker(), lab.poison());
        try (var churn = Churn.start(lab.suite());
                var load = Load.start(lab.suite(), lab.sockets(), CONVERSATIONS)) {
            var sampling = sampler.scheduleWithFixedDelay(
                    () -> sample(keeper), 0, SAMPLE_EVERY.toMillis(), TimeUnit.MILLISECONDS);
            load.untilEverybodyIsHeard(Lab.PATIENCE);
            Lab.hold(WARM);
            fault.happen(load);
            var recovery = load.untilEverybodyIsHeard(Lab.PATIENCE);
            sampling.cancel(false);
            lab.awaitHealthy();
            churn.halt();
            var verdict = load.finish(() -> books(keeper));
            report(verdict, recovery, churn);
            assertThat(verdict.violations()).as(verdict.report()).isEmpty();
            assertThat(verdict.acknowledged())
                    .as("a run in which nobody spoke shows nothing")
                    .isGreaterThan(5 * CONVERSATIONS);
            assertThat(verdict.refusals())
                    .as("a fault is no reason to refuse anything for good")
                    .isEmpty();
            assertThat(recovery).as("time to recover").isLessThanOrEqualTo(bar);
        } finally {
            sampler.shutdownNow();
            lab.heal();
        }
    }

    /** While PostgreSQL is away there is nothing to see. */
    private void sample(BookKeeper keeper) {
        try {
            samples.addAll(keeper.samples());
        } catch (SQLException e) {
            // The next sample is due soon.
        }
    }

    private Books books(BookKeeper keeper) {
        try {
            return keeper.settled(List.copyOf(samples));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void report(Verdict verdict, Duration recovery, Churn churn) throws IOException {
        Report.print(List.of(
                "%s %s: everybody heard again after %d ms; %s".formatted(id, what, recovery.toMillis(), churn),
                verdict.report()));
        Files.writeString(
                RESULTS,
                "%s\t%s\t%s\t%d acked\t%d lost\t%d doubled\t%d swapped\t%d others\t%d ms\n"
                        .formatted(
                                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                                id,
                                what,
                                verdict.acknowledged(),
                                verdict.count(Violation.Kind.LOST),
                                verdict.count(Violation.Kind.DOUBLED),
                                verdict.count(Violation.Kind.SWAPPED),
                                verdict.violations().size()
                                        - verdict.count(Violation.Kind.LOST)
                                        - verdict.count(Violation.Kind.DOUBLED)
                                        - verdict.count(Violation.Kind.SWAPPED),
                                recovery.toMillis()),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }
}
