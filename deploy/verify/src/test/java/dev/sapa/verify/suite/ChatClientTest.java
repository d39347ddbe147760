package dev.sapa.verify.suite;

import static dev.sapa.verify.suite.FaultyGateway.SESSION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sapa.verify.history.Checker;
import dev.sapa.verify.history.Recorder;
import dev.sapa.verify.history.Verdict;
import dev.sapa.verify.history.Violation;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The recording client keeps a conversation whole over lost connections, and covers up for nobody. */
class ChatClientTest {

    private static final int MESSAGES = 60;

    private final ExecutorService workers = Executors.newFixedThreadPool(2);

    @AfterEach
    void end_workers() {
        workers.shutdownNow();
    }

    @Test
    void a_sound_gateway_is_clean_although_connections_drop() {
        var verdict = talk(FaultyGateway.Fault.NONE);

        assertThat(verdict.violations()).as(verdict.report()).isEmpty();
        assertThat(verdict.acknowledged()).isEqualTo(MESSAGES);
        assertThat(verdict.receipts()).isEqualTo(2 * MESSAGES);
    }

    @Test
    void a_message_dropped_from_the_store_is_caught() {
        assertThat(kinds(FaultyGateway.Fault.DROP_FROM_STORE)).contains(Violation.Kind.LOST);
    }

    @Test
    void a_message_dropped_on_the_way_is_caught() {
        assertThat(kinds(FaultyGateway.Fault.DROP_ON_THE_WAY)).contains(Violation.Kind.LOST);
    }

    @Test
    void a_message_doubled_on_the_way_is_caught() {
        assertThat(kinds(FaultyGateway.Fault.DOUBLE_ON_THE_WAY)).contains(Violation.Kind.DOUBLED);
    }

    @Test
    void two_messages_swapped_on_the_way_are_caught() {
        assertThat(kinds(FaultyGateway.Fault.SWAP_ON_THE_WAY)).contains(Violation.Kind.SWAPPED);
    }

    private List<Violation.Kind> kinds(FaultyGateway.Fault fault) {
        return talk(fault).violations().stream().map(Violation::kind).distinct().toList();
    }

    /** Two clients write in turn; in the middle both lose their connections. */
    private Verdict talk(FaultyGateway.Fault fault) {
        var recorder = new Recorder();
        try (var gateway = new FaultyGateway(fault);
                var visitor = ChatClient.visitor("visitor", List.of(gateway.uri()), "t", recorder, workers);
                var agent = ChatClient.staff("agent", List.of(gateway.uri()), () -> "t", recorder, workers)) {
            for (var client : List.of(visitor, agent)) {
                client.join(SESSION);
                client.connect();
            }
            for (var number = 0; number < MESSAGES; number++) {
                var speaker = number % 2 == 0 ? visitor : agent;
                speaker.say(SESSION, "line " + number);
                if (number == MESSAGES / 2) {
                    gateway.drop();
                }
                await().pollDelay(Duration.ZERO)
                        .pollInterval(Duration.ofMillis(2))
                        .atMost(Duration.ofSeconds(20))
                        .until(speaker::isSettled);
            }
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> visitor.lastSeq(SESSION) >= MESSAGES && agent.lastSeq(SESSION) >= MESSAGES);
            assertThat(visitor.failures()).isEmpty();
            assertThat(agent.failures()).isEmpty();
            return Checker.check(recorder.recording(), gateway.stored(), gateway.stored());
        }
    }
}
