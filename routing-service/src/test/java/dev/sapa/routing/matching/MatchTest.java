package dev.sapa.routing.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import dev.sapa.events.Conversation.Priority;
import dev.sapa.events.StaffChanged.Role;
import dev.sapa.routing.Api;
import dev.sapa.routing.RoutingTest;
import dev.sapa.routing.Scene;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** S2-18: automatic assignment. The sweep is off in tests, so everything here happens by the commit's own signal. */
@RoutingTest
class MatchTest {

    private static final Duration AT_ONCE = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");

    @Inject
    Scene scene;

    @Inject
    MatchService matches;

    private final UUID company = UUID.randomUUID();
    private final UUID taxes = UUID.randomUUID();

    @Test
    void a_conversation_that_starts_gets_the_free_agent_at_once() {
        var agent = scene.readyAgent(company, 5, taxes);

        var conversation = scene.started(company, taxes, NOON);

        await().atMost(AT_ONCE).until(() -> agent.equals(scene.holder(conversation)));
        assertThat(scene.load(agent)).isEqualTo(1);
        assertThat(scene.violations(company)).isZero();
    }

    @Test
    void what_a_bot_found_out_leads_to_the_agent_who_can_help_best() {
        var able = scene.readyAgent(company, 5, taxes);
        var idle = scene.readyAgent(company, 5, taxes);
        Api.asAdmin(company)
                .body(Map.of("languages", List.of("EN"), "skills", List.of("NIB")))
                .patch("/agents/{id}", able)
                .then()
                .statusCode(200)
                .body("languages", contains("en"))
                .body("skills", contains("nib"))
                .body("capacity", equalTo(5));
        Api.asAdmin(company)
                .body(Map.of("skills", List.of("a,b")))
                .patch("/agents/{id}", able)
                .then()
                .statusCode(400);

        var first = scene.handedOver(company, taxes, Map.of("language", "en-gb", "skill", "nib"));
        await().atMost(PATIENCE).until(() -> able.equals(scene.holder(first)));
        var second = scene.handedOver(company, taxes, Map.of("skill", "nib"));
        await().atMost(PATIENCE).until(() -> able.equals(scene.holder(second)));
        var third = scene.handedOver(company, taxes, Map.of());
        await().atMost(PATIENCE).until(() -> idle.equals(scene.holder(third)));

        Api.asAdmin(company)
                .get("/conversations/{id}/assignment", first)
                .then()
                .statusCode(200)
                .body("decision.contenders[0].meets", contains("language en-gb", "skill nib"));
        assertThat(scene.violations(company)).isZero();
    }

    @Test
    void a_waiting_conversation_gets_the_agent_that_comes_online_at_once() {
        var agent = scene.staff(company, Role.AGENT, taxes);
        var conversation = scene.started(company, taxes, NOON);
        Api.openSocket(agent, company, "gateway-1");
        assertThat(scene.holder(conversation)).isNull();

        Api.declare(agent, company, "online");

        await().atMost(AT_ONCE).until(() -> agent.equals(scene.holder(conversation)));
    }

    @Test
    void an_agent_that_declared_itself_online_gets_work_once_it_is_live() {
        var agent = scene.staff(company, Role.AGENT, taxes);
        var conversation = scene.started(company, taxes, NOON);
        Api.declare(agent, company, "online");
        match();
        assertThat(scene.holder(conversation)).isNull();

        Api.openSocket(agent, company, "gateway-1");

        await().atMost(AT_ONCE).until(() -> agent.equals(scene.holder(conversation)));
    }

    @Test
    void agents_that_are_away_busy_or_offline_get_nothing() {
        var agent = scene.readyAgent(company, 5, taxes);
        for (var status : List.of("away", "busy", "offline")) {
            Api.declare(agent, company, status);

            var conversation = scene.started(company, taxes, NOON);
            match();

            assertThat(scene.state(conversation)).isEqualTo("queued");
        }
    }

    @Test
    void only_members_of_its_department_get_it() {
        var stranger = scene.readyAgent(company, 5, UUID.randomUUID());

        var conversation = scene.started(company, taxes, NOON);
        match();

        assertThat(scene.state(conversation)).isEqualTo("queued");
        assertThat(scene.load(stranger)).isZero();
    }

    @Test
    void a_full_department_does_not_hold_up_another() {
        var permits = UUID.randomUUID();
        for (int i = 0; i < 20; i++) {
            scene.started(company, taxes, NOON.plusSeconds(i));
        }
        var agent = scene.readyAgent(company, 5, permits);

        var late = scene.started(company, permits, NOON.plusSeconds(600));

        await().atMost(AT_ONCE).until(() -> agent.equals(scene.holder(late)));
    }

    @Test
    void the_order_is_by_arrival_and_priority() {
        var first = scene.started(company, taxes, NOON);
        var second = scene.started(company, taxes, NOON.plusSeconds(60));
        var urgent = scene.started(company, taxes, NOON.plusSeconds(120), Priority.URGENT);

        // Coming online is what makes them move. An agent written into the table as ready says nothing of it to
        // anybody.
        var agent = scene.staff(company, Role.AGENT, taxes);
        scene.sql("update agent set capacity = 2 where agent_id = $1", agent);
        Api.openSocket(agent, company, "gateway-1");
        Api.declare(agent, company, "online");

        await().atMost(AT_ONCE).untilAsserted(() -> {
            assertThat(scene.state(urgent)).isEqualTo("assigned");
            assertThat(scene.state(first)).isEqualTo("assigned");
        });
        assertThat(scene.state(second)).isEqualTo("queued");
    }

    @Test
    void nobody_gets_more_than_its_capacity_and_a_closed_one_makes_room() {
        var agent = scene.readyAgent(company, 2, taxes);
        var conversations = new ArrayList<UUID>();
        for (int i = 0; i < 5; i++) {
            conversations.add(scene.started(company, taxes, NOON.plusSeconds(i)));
        }
        match();
        assertThat(scene.load(agent)).isEqualTo(2);

        scene.closed(conversations.get(0), company, 2);

        await().atMost(AT_ONCE).until(() -> agent.equals(scene.holder(conversations.get(2))));
        assertThat(scene.load(agent)).isEqualTo(2);
        assertThat(scene.violations(company)).isZero();
    }

    @Test
    void nothing_is_assigned_for_a_suspended_company_until_it_is_active_again() {
        scene.companyChanged(company, 1, false);
        var agent = scene.readyAgent(company, 5, taxes);
        var conversation = scene.started(company, taxes, NOON);
        match();
        assertThat(scene.state(conversation)).isEqualTo("queued");

        scene.companyChanged(company, 2, true);

        await().atMost(AT_ONCE).until(() -> agent.equals(scene.holder(conversation)));
    }

    @Test
    void the_database_itself_refuses_an_automatic_load_above_the_capacity() {
        var agent = scene.readyAgent(company, 1, taxes);
        scene.sql("update agent set load = 1 where agent_id = $1", agent);

        assertThatThrownBy(() -> scene.sql("update agent set load = load + 1 where agent_id = $1", agent))
                .hasMessageContaining("ck_agent_load_within_capacity");
    }

    @Test
    void ten_thousand_waiting_meet_a_thousand_agents_within_seconds() {
        scene.sql("""
                insert into agent (agent_id, company_id, staff_version, number, name, role, active, department_ids,
                                   capacity, declared, live)
                select gen_random_uuid(), $1, 1, n, 'Ada', 'agent', true, array[$2::uuid], 5, 'online', true
                  from generate_series(1, 1000) as n
                """, company, taxes);
        scene.sql("""
                insert into work_item (conversation_id, company_id, number, conversation_version, state, topic, priority,
                                       department_id, enqueued_at, rank_key)
                select gen_random_uuid(), $1, n, 1, 'queued', 'tax', 'normal', $2, now(), now() + n * interval '1 ms'
                  from generate_series(1, 10000) as n
                """, company, taxes);

        long started = System.nanoTime();
        int made = matches.match(company).await().atMost(Duration.ofSeconds(60));
        var took = Duration.ofNanos(System.nanoTime() - started);

        assertThat(made).isEqualTo(5000);
        assertThat(scene.violations(company)).isZero();
        assertThat(scene.count("""
                select count(*) from work_item where company_id = $1 and state = 'queued'
                   and rank_key < (select max(rank_key) from work_item where company_id = $1 and state = 'assigned')
                """, company)).isZero();
        // Generous, because the machine of a build is busy; how fast it is when quiet is for the benchmarks to say.
        assertThat(took).isLessThan(Duration.ofSeconds(30));
    }

    private void match() {
        matches.match(company).await().atMost(Duration.ofSeconds(10));
    }
}
