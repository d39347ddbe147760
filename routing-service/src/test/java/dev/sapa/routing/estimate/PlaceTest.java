package dev.sapa.routing.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.sapa.events.StaffChanged.Role;
import dev.sapa.routing.Api;
import dev.sapa.routing.RoutingTest;
import dev.sapa.routing.Scene;
import dev.sapa.routing.Tokens;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a waiting visitor is told: its place always, a time only where one is known. */
@RoutingTest
class PlaceTest {

    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");

    @Inject
    Scene scene;

    @Inject
    PredictionSweep sweep;

    @Inject
    MeterRegistry meters;

    private final UUID company = UUID.randomUUID();
    private final UUID taxes = UUID.randomUUID();

    @Test
    void while_nobody_is_there_the_time_is_unknown() {
        scene.started(company, taxes, NOON);
        var second = scene.started(company, taxes, NOON.plusSeconds(1));

        Api.as(Tokens.service())
                .get("/conversations/{id}/place", second)
                .then()
                .statusCode(200)
                .body("position", equalTo(2))
                .body("ahead", equalTo(1))
                .body("staffed", equalTo(false))
                .body("open", equalTo(true))
                .body("estimate", nullValue());
    }

    @Test
    void an_agent_who_is_there_but_never_took_one_says_nothing_of_the_time() {
        busyAgent();
        var waiting = scene.started(company, taxes, NOON.plusSeconds(1));

        Api.as(Tokens.service())
                .get("/conversations/{id}/place", waiting)
                .then()
                .body("staffed", equalTo(true))
                .body("position", equalTo(1));
    }

    @Test
    void the_range_follows_from_how_long_conversations_took_and_how_many_can_be_taken_at_once() {
        busyAgent();
        history(20, 600);
        scene.started(company, taxes, NOON.plusSeconds(1));
        var second = scene.started(company, taxes, NOON.plusSeconds(2));

        var place = Api.asAdmin(company)
                .get("/conversations/{id}/place", second)
                .then()
                .body("position", equalTo(2))
                .extract();

        // One place, ten minutes each, two to go: twenty minutes on average.
        assertThat(place.<Integer>path("estimate.low_seconds")).isBetween(900, 1200);
        assertThat(place.<Integer>path("estimate.high_seconds")).isBetween(1600, 2000);
    }

    @Test
    void what_was_told_is_compared_with_what_came() {
        busyAgent();
        history(5, 600);
        var conversation = scene.started(company, taxes, NOON.plusSeconds(1));
        Api.as(Tokens.service())
                .get("/conversations/{id}/place", conversation)
                .then()
                .statusCode(200);
        compare();
        double early = counted("early");

        scene.readyAgent(company, 1, taxes);
        scene.staff(company, Role.AGENT, taxes);
        await().atMost(Duration.ofSeconds(1)).until(() -> scene.holder(conversation) != null);
        compare();

        assertThat(counted("early")).isEqualTo(early + 1);
        assertThat(scene.count("select count(*) from prediction where company_id = $1", company))
                .isZero();
    }

    @Test
    void who_has_an_agent_has_no_place() {
        var agent = scene.readyAgent(company, 1, taxes);
        var conversation = scene.started(company, taxes, NOON);
        await().atMost(Duration.ofSeconds(1)).until(() -> agent.equals(scene.holder(conversation)));

        Api.asAgent(agent, company)
                .get("/conversations/{id}/place", conversation)
                .then()
                .statusCode(200)
                .body("state", equalTo("assigned"))
                .body("position", nullValue())
                .body("estimate", nullValue());
    }

    @Test
    void another_companys_conversation_is_unknown_to_staff() {
        var foreign = scene.started(UUID.randomUUID(), taxes, NOON);

        Api.asAdmin(company)
                .get("/conversations/{id}/place", foreign)
                .then()
                .statusCode(404)
                .body("code", equalTo("conversation-not-found"));
    }

    private void compare() {
        sweep.sweep().await().atMost(Duration.ofSeconds(10));
    }

    private double counted(String outcome) {
        return meters.counter("sapa.queue.estimate", "outcome", outcome).count();
    }

    /** One agent with one place, which is taken. */
    private void busyAgent() {
        var agent = scene.readyAgent(company, 1, taxes);
        var conversation = scene.started(company, taxes, NOON);
        await().atMost(Duration.ofSeconds(1)).until(() -> agent.equals(scene.holder(conversation)));
    }

    /** Conversations that took so long each, some hours ago. */
    private void history(int conversations, int seconds) {
        scene.sql("""
                insert into assignment (id, company_id, conversation_id, agent_id, department_id, epoch, kind, forced,
                                        assigned_at, ended_at, end_reason)
                select gen_random_uuid(), $1, gen_random_uuid(), gen_random_uuid(), $2, 1, 'automatic', false,
                       clock_timestamp() - interval '5 hours', clock_timestamp() - interval '5 hours' + $4 * interval '1 second',
                       'closed'
                  from generate_series(1, $3)
                """, company, taxes, conversations, seconds);
    }
}
