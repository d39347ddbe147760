package dev.sapa.verify.system;

import dev.sapa.verify.suite.Suite;
import dev.sapa.verify.suite.SuiteExtension;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two bridges, a Salesforce that misbehaves while people write, and bridges that are killed: each word arrives, once, in its order. */
@Order(9)
@ExtendWith(SuiteExtension.class)
class SalesforceFaultsSystemTest {

    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final String SAY = "/(message|file)$";

    private static final List<Map<String, ?>> FAULTS = List.of(
            Map.of("path", SAY, "kind", "before", "status", 500, "times", 5),
            Map.of("path", SAY, "kind", "after", "status", 500, "times", 5),
            Map.of("path", SAY, "kind", "cut", "times", 5),
            Map.of("path", SAY, "kind", "cut-after", "times", 5),
            Map.of("path", SAY, "kind", "before", "status", 429, "retry_after", 1, "times", 10),
            Map.of("path", SAY, "kind", "before", "wait_ms", 2000, "times", 5),
            Map.of("path", "/entries$", "kind", "half", "times", 5),
            Map.of("path", "/access-token$", "kind", "before", "status", 503, "times", 5),
            Map.of("path", "/sse$", "kind", "before", "status", 503, "times", 10));

    private static final List<Map<String, ?>> SWITCHES = List.of(
            Map.of("drop_after", 5),
            Map.of("duplicate", true),
            Map.of("split", true),
            Map.of("reverse", true),
            Map.of("lose_every", 4),
            Map.of("noise", true),
            Map.of("crlf", true),
            Map.of("refuse_stream", 503),
            Map.of("forget_last_event_id", true),
            Map.of("payload_as_text", true));

    private final Suite suite;
    private final Random random = new Random(7);

    SalesforceFaultsSystemTest(Suite suite) {
        this.suite = suite;
    }

    @Test
    void twenty_conversations_through_half_a_minute_of_faults() throws InterruptedException {
        run(20, 10, Duration.ofSeconds(30));
    }

    @Test
    @Tag("faults")
    void a_hundred_conversations_through_five_minutes_of_faults() throws InterruptedException {
        run(100, 50, Duration.ofMinutes(5));
    }

    @Test
    void bridges_that_are_killed_one_after_the_other_leave_their_work_to_the_next() throws InterruptedException {
        var company = SalesforceCompany.of(suite);
        try (var traffic = new SalesforceTraffic(company, 6).begin(6)) {
            for (int time = 0; time < 4; time++) {
                TimeUnit.SECONDS.sleep(3);
                var bridges = suite.members().stream()
                        .filter(member -> member.name().startsWith("salesforce-bridge"))
                        .toList();
                var victim = bridges.get(time % bridges.size());
                suite.kill(victim);
                Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> suite.isRestarted(victim));
            }
            traffic.end();
            Report.print(List.of("kill -9 of bridges: " + traffic.settle()));
        }
    }

    private void run(int conversations, int perSecond, Duration howLong) throws InterruptedException {
        var company = SalesforceCompany.of(suite);
        int faults = 0;
        try (var traffic = new SalesforceTraffic(company, conversations).begin(perSecond)) {
            for (var end = System.nanoTime() + howLong.toNanos(); System.nanoTime() < end; faults++) {
                misbehave(company);
                TimeUnit.NANOSECONDS.sleep(EVERY.toNanos());
            }
            company.switches(Map.of());
            traffic.end();
            Report.print(List.of("Salesforce misbehaves, %d faults in %d s: %s"
                    .formatted(faults, howLong.toSeconds(), traffic.settle())));
        }
    }

    private void misbehave(SalesforceCompany company) {
        int which = random.nextInt(FAULTS.size() + SWITCHES.size() + 1);
        company.switches(Map.of());
        if (which < FAULTS.size()) {
            company.fault(FAULTS.get(which));
        } else if (which < FAULTS.size() + SWITCHES.size()) {
            company.switches(SWITCHES.get(which - FAULTS.size()));
        } else {
            company.expireTokens();
        }
    }
}
