package dev.sapa.verify.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sapa.verify.history.Checker;
import dev.sapa.verify.history.Recorder;
import dev.sapa.verify.suite.Api;
import dev.sapa.verify.suite.Livechat;
import dev.sapa.verify.system.Report;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Decisions that contradict each other, taken at the same moment by way of two gateways and two of each service. */
@Order(12)
@Tag("faults")
@ExtendWith(LabExtension.class)
class RaceMatrixSystemTest {

    private static final int RACES = Integer.getInteger("sapa.test.system-races", 150);
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String POLICY = "/api/v2/routing/policy";

    private final Lab lab;
    private final Livechat livechat;
    private final Api admin;
    private final TreeMap<String, Integer> outcomes = new TreeMap<>();
    private List<Agent> agents = List.of();

    RaceMatrixSystemTest(Lab lab) {
        this.lab = lab;
        this.livechat = new Livechat(lab.suite());
        this.admin = livechat.admin();
    }

    @BeforeEach
    void hire() {
        agents = Stream.generate(() -> Agent.hire(livechat, admin)).limit(3).toList();
    }

    @AfterEach
    void dismiss() {
        agents.forEach(Agent::close);
    }

    @Test
    void F33_an_agent_accepts_while_the_visitor_leaves() throws Exception {
        var keeper = new BookKeeper(lab.suite(), lab.broker(), lab.poison());
        admin.patch(POLICY, Map.of("offer_mode", "ask", "offer_seconds", 5)).expect(200);
        try {
            for (var race = 0; race < RACES; race++) {
                var started = livechat.start(Agent.TOPIC);
                var offer =
                        await("an offer is made").atMost(SOON).until(() -> offerOf(started), found -> found != null);
                var asked = agents.stream()
                        .filter(agent ->
                                agent.id().equals(offer.path("agent_id").asText()))
                        .findFirst()
                        .orElseThrow();
                run(
                        asked.api()
                                .posting(
                                        "/api/v2/routing/offers/"
                                                + offer.path("id").asText() + "/accept",
                                        Map.of()),
                        leave(started));
            }
        } finally {
            admin.patch(POLICY, Map.of("offer_mode", "auto")).expect(200);
        }
        assertAllIsWell("F33", keeper);
    }

    @Test
    void F36_a_conversation_is_transferred_to_two_agents_and_closed() throws Exception {
        var keeper = new BookKeeper(lab.suite(), lab.broker(), lab.poison());
        for (var race = 0; race < RACES; race++) {
            var started = livechat.start(Agent.TOPIC);
            await("it is assigned").atMost(SOON).until(() -> statusOf(started).equals("active"));
            run(transfer(started, agents.get(0)), transfer(started, agents.get(1)));
            run(transfer(started, agents.get(2)), leave(started));
        }
        assertAllIsWell("F36", keeper);
    }

    private CompletableFuture<Api.Answer> transfer(Livechat.Started started, Agent agent) {
        return admin.posting(
                "/api/v2/routing/conversations/" + started.session() + "/transfers", Map.of("agent_id", agent.id()));
    }

    private CompletableFuture<Api.Answer> leave(Livechat.Started started) {
        return livechat.api()
                .bearer(started.token())
                .posting("/api/v2/chat/conversations/" + started.session() + "/close", Map.of());
    }

    /** Whichever comes first: each is done, or refused with a reason. */
    private void run(CompletableFuture<Api.Answer> one, CompletableFuture<Api.Answer> other) {
        for (var answer : List.of(one.join(), other.join())) {
            assertThat(answer.status()).as("%s", answer).isIn(200, 404, 409, 410);
            outcomes.merge(answer.status() + " " + answer.body().path("code").asText(), 1, Integer::sum);
        }
    }

    private void assertAllIsWell(String id, BookKeeper keeper) throws Exception {
        var verdict = Checker.check(new Recorder().recording(), List.of(), List.of(), keeper.settled(List.of()));
        Report.print(List.of("%s %d races, answered %s".formatted(id, RACES, outcomes), verdict.report()));
        assertThat(verdict.violations()).as(verdict.report()).isEmpty();
    }

    private @Nullable JsonNode offerOf(Livechat.Started started) {
        var offers = admin.get("/api/v2/routing/offers").expect(200).path("items");
        return StreamSupport.stream(offers.spliterator(), false)
                .filter(offer -> offer.path("conversation_id").asText().equals(started.session()))
                .findFirst()
                .orElse(null);
    }

    private String statusOf(Livechat.Started started) {
        return livechat.api()
                .bearer(started.token())
                .get("/api/v2/chat/conversations/" + started.session())
                .expect(200)
                .path("status")
                .asText();
    }
}
