package dev.sapa.routing.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sapa.events.StaffChanged.Role;
import dev.sapa.routing.Api;
import dev.sapa.routing.ChatStandIn;
import dev.sapa.routing.RoutingTest;
import dev.sapa.routing.Scene;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Only presence lost after an assignment gives work back. */
@RoutingTest
class ReturnTest {

    private static final Duration AT_ONCE = Duration.ofSeconds(1);
    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");

    @Inject
    Scene scene;

    @Inject
    MatchSweep sweep;

    private final UUID company = UUID.randomUUID();
    private final UUID taxes = UUID.randomUUID();

    @Test
    void work_of_an_agent_lost_past_the_grace_time_goes_back_to_its_old_place() {
        var agent = scene.staff(company, Role.AGENT, taxes);
        var socket = Api.openSocket(agent, company, "gateway-1");
        Api.declare(agent, company, "online");
        var conversation = scene.started(company, taxes, NOON);
        await().atMost(AT_ONCE).until(() -> agent.equals(scene.holder(conversation)));
        var later = scene.started(company, UUID.randomUUID(), NOON.plusSeconds(10));

        Api.closeSocket(socket);
        sweep();
        assertThat(scene.holder(conversation)).isEqualTo(agent);

        pass(Duration.ofSeconds(46), agent);
        sweep();

        assertThat(scene.state(conversation)).isEqualTo("queued");
        assertThat(scene.count(
                        "select epoch * 10 + version from work_item where conversation_id = $1 and rank_key = '2026-01-05T12:00:00Z'",
                        conversation))
                .isEqualTo(24);
        assertThat(scene.state(later)).isEqualTo("queued");
        assertThat(scene.load(agent)).isZero();
        assertThat(scene.violations(company)).isZero();
    }

    @Test
    void what_is_given_back_goes_to_the_next_agent_at_once() {
        var lost = scene.readyAgent(company, 5, taxes);
        var conversation = scene.started(company, taxes, NOON);
        await().atMost(AT_ONCE).until(() -> lost.equals(scene.holder(conversation)));
        var other = scene.readyAgent(company, 5, taxes);
        lose(lost);

        sweep();

        await().atMost(AT_ONCE).until(() -> other.equals(scene.holder(conversation)));
    }

    @Test
    void an_agent_that_comes_back_within_the_grace_time_keeps_its_work() {
        var agent = scene.staff(company, Role.AGENT, taxes);
        var socket = Api.openSocket(agent, company, "gateway-1");
        Api.declare(agent, company, "online");
        var conversation = scene.started(company, taxes, NOON);
        await().atMost(AT_ONCE).until(() -> agent.equals(scene.holder(conversation)));

        Api.closeSocket(socket);
        pass(Duration.ofSeconds(40), agent);
        Api.openSocket(agent, company, "gateway-2");
        sweep();

        assertThat(scene.holder(conversation)).isEqualTo(agent);
    }

    @Test
    void what_a_person_gave_to_an_agent_that_was_not_live_stays_with_it() {
        var agent = scene.staff(company, Role.AGENT, taxes);
        Api.closeSocket(Api.openSocket(agent, company, "gateway-1"));
        var conversation = scene.started(company, taxes, NOON);
        ChatStandIn.knows(conversation, company, "active");
        Api.assign(Api.asAdmin(company), conversation, agent, "manual").statusCode(200);

        scene.sql("update agent set lost_at = lost_at - interval '1 hour' where agent_id = $1", agent);
        sweep();

        assertThat(scene.holder(conversation)).isEqualTo(agent);
    }

    @Test
    void a_deactivated_agent_gives_everything_back_at_once() {
        var agent = scene.readyAgent(company, 5, taxes);
        var conversation = scene.started(company, taxes, NOON);
        await().atMost(AT_ONCE).until(() -> agent.equals(scene.holder(conversation)));

        scene.staffChanged(agent, company, 2, Role.AGENT, false, taxes);

        await().atMost(AT_ONCE).until(() -> scene.state(conversation).equals("queued"));
        assertThat(scene.sql("select end_reason from assignment where conversation_id = $1", conversation)
                        .iterator()
                        .next()
                        .getString(0))
                .isEqualTo("agent-inactive");
        assertThat(scene.violations(company)).isZero();
    }

    @Test
    void the_sweep_matches_what_a_crash_left_unmatched() {
        var conversation = scene.started(company, taxes, NOON);
        var agent = scene.readyAgent(company, 5, taxes);
        scene.sql("update work_item set state = 'queued', agent_id = null where conversation_id = $1", conversation);

        sweep();

        await().atMost(AT_ONCE).until(() -> agent.equals(scene.holder(conversation)));
    }

    private void sweep() {
        sweep.sweep().await().atMost(Duration.ofSeconds(10));
    }

    /** As if so much time had passed since the agent was lost. */
    private void pass(Duration time, UUID agent) {
        var seconds = (double) time.toSeconds();
        scene.sql(
                "update agent set lost_at = lost_at - $2::float8 * interval '1 second' where agent_id = $1",
                agent,
                seconds);
        scene.sql(
                "update assignment set assigned_at = assigned_at - $2::float8 * interval '1 second' where agent_id = $1",
                agent,
                seconds);
    }

    private void lose(UUID agent) {
        scene.sql("update agent set live = false, lost_at = clock_timestamp() where agent_id = $1", agent);
        pass(Duration.ofMinutes(1), agent);
    }
}
