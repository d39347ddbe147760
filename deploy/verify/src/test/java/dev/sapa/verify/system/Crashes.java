package dev.sapa.verify.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sapa.verify.history.Verdict;
import dev.sapa.verify.suite.Suite;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** Kills one process after the other under load and tells what became of the messages. */
final class Crashes {

    private static final int CONVERSATIONS = 60;
    private static final Duration STEADY = Duration.ofSeconds(8);
    private static final Duration RECOVERY = Duration.ofSeconds(60);

    private Crashes() {}

    /** What the checker says after all of {@code kinds} were killed in turn and came back */
    static Verdict survive(Suite suite, List<String> kinds) throws SQLException {
        try (var load = Load.start(suite, CONVERSATIONS)) {
            for (var kind : kinds) {
                await().pollDelay(STEADY).until(() -> true);
                load.untilEverybodyIsHeard(RECOVERY);
                var victim = suite.member(kind);
                suite.kill(victim);
                var recovery = load.untilEverybodyIsHeard(RECOVERY);
                await(kind + " is restarted").atMost(RECOVERY).until(() -> suite.isRestarted(victim));
                await("the suite is well").atMost(RECOVERY).until(suite::isHealthy);
                Report.print(List.of(
                        "kill -9 %s: everybody heard again after %d ms".formatted(victim.name(), recovery.toMillis())));
            }
            load.untilEverybodyIsHeard(RECOVERY);
            var verdict = load.finish();
            Report.print(List.of(verdict.report(), "credentials refused while processes died: " + load.renewals()));
            assertThat(verdict.acknowledged())
                    .as("a run in which nobody spoke shows nothing")
                    .isGreaterThan(1_000);
            assertThat(verdict.refusals())
                    .as("a crash is no reason to refuse anything for good")
                    .isEmpty();
            return verdict;
        }
    }
}
