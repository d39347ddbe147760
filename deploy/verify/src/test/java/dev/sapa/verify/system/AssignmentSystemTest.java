package dev.sapa.verify.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sapa.verify.suite.Api;
import dev.sapa.verify.suite.ChatSocket;
import dev.sapa.verify.suite.Livechat;
import dev.sapa.verify.suite.Suite;
import dev.sapa.verify.suite.SuiteExtension;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Promise 2: no conversation waits beside a free agent for more than a second. */
@Order(2)
@ExtendWith(SuiteExtension.class)
class AssignmentSystemTest {

    private static final Duration AT_ONCE = Duration.ofSeconds(1);
    private static final String STATUS = "/api/v2/routing/agents/me/status";

    private final Suite suite;
    private final Livechat livechat;
    private final String token;
    private final Api agent;

    AssignmentSystemTest(Suite suite) {
        this.suite = suite;
        this.livechat = new Livechat(suite);
        this.token = livechat.login(Livechat.agentEmail(2));
        this.agent = livechat.api().bearer(token);
    }

    /** The first assignment of young processes also loads their classes; the promise is about those that follow. */
    @BeforeAll
    static void assign_once(Suite suite) {
        var warmUp = new AssignmentSystemTest(suite);
        try (var desk = warmUp.desk()) {
            warmUp.agent.put(STATUS, Map.of("status", "online")).expect(200);
            var started = warmUp.livechat.start("Izin usaha");
            warmUp.awaitAssigned(desk, started);
            warmUp.livechat.close(warmUp.agent, started.session());
        }
    }

    @BeforeEach
    @AfterEach
    void declare_offline() {
        agent.put(STATUS, Map.of("status", "offline")).expect(200);
    }

    /** S2-18, S2-19. */
    @Test
    void a_waiting_conversation_goes_to_the_agent_who_comes_online() {
        var waiting = livechat.start("Izin usaha");
        try (var desk = desk()) {
            assertThat(statusOf(waiting)).isEqualTo("waiting");

            var declared = System.nanoTime();
            agent.put(STATUS, Map.of("status", "online")).expect(200);
            awaitAssigned(desk, waiting);
            var took = Duration.ofNanos(System.nanoTime() - declared);

            Report.print(List.of("assigned %d ms after the agent came online".formatted(took.toMillis())));
            assertThat(took).isLessThan(AT_ONCE);
            assertThat(statusOf(waiting)).isEqualTo("active");
        } finally {
            livechat.close(livechat.admin(), waiting.session());
        }
    }

    @Test
    void a_new_conversation_goes_to_the_agent_who_waits() {
        try (var desk = desk()) {
            agent.put(STATUS, Map.of("status", "online")).expect(200);

            var started = livechat.start("Izin usaha");
            var begun = System.nanoTime();
            awaitAssigned(desk, started);
            var took = Duration.ofNanos(System.nanoTime() - begun);

            Report.print(List.of("assigned %d ms after the visitor came".formatted(took.toMillis())));
            assertThat(took).isLessThan(AT_ONCE);
            livechat.close(agent, started.session());
        }
    }

    @Test
    void an_agent_who_opens_a_socket_without_declaring_anything_is_given_no_work() {
        var waiting = livechat.start("Izin usaha");
        try (var desk = desk()) {
            desk.send("ping", "", Map.of()).await("pong");
            var assigned = livechat.start("Izin usaha");
            livechat.assign(agent, assigned.session(), Livechat.agentId(2));
            awaitAssigned(desk, assigned);

            assertThat(statusOf(waiting)).isEqualTo("waiting");
            livechat.close(agent, assigned.session());
        } finally {
            livechat.close(livechat.admin(), waiting.session());
        }
    }

    private ChatSocket desk() {
        var desk = ChatSocket.open(suite.sockets().get(0), Map.of("Authorization", "Bearer " + token));
        desk.await("hello");
        return desk;
    }

    private void awaitAssigned(ChatSocket desk, Livechat.Started started) {
        desk.await(
                "session_update",
                data -> data.path("session_id").asText().equals(started.session())
                        && data.at("/agent/id").asText().equals(Livechat.agentId(2)));
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
