package dev.sapa.routing.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import dev.sapa.events.StaffChanged.Role;
import dev.sapa.routing.Api;
import dev.sapa.routing.RoutingTest;
import dev.sapa.routing.Scene;
import dev.sapa.routing.Tokens;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** S2-19: declared status and signs of life. */
@RoutingTest
class PresenceTest {

    @Inject
    Scene scene;

    @Inject
    PresenceSweep sweep;

    private final UUID company = UUID.randomUUID();

    @Test
    void opening_and_closing_a_socket_never_changes_what_was_declared() {
        var agent = scene.staff(company, Role.AGENT);

        var socket = Api.openSocket(agent, company, "gateway-1");
        seen(agent, "offline", true, "offline");
        Api.declare(agent, company, "busy");
        seen(agent, "busy", true, "busy");
        Api.closeSocket(socket);

        seen(agent, "busy", false, "offline");
    }

    @Test
    void one_of_two_sockets_is_enough() {
        var agent = scene.staff(company, Role.AGENT);
        var first = Api.openSocket(agent, company, "gateway-1");
        Api.openSocket(agent, company, "gateway-2");

        Api.closeSocket(first);

        seen(agent, "offline", true, "offline");
    }

    @Test
    void sockets_of_a_gateway_that_fell_silent_stop_counting() {
        var agent = scene.staff(company, Role.AGENT);
        var socket = Api.openSocket(agent, company, "gateway-1");
        age(socket, 49);
        expire();
        seen(agent, "offline", true, "offline");

        age(socket, 2);
        expire();

        seen(agent, "offline", false, "offline");
    }

    @Test
    void beats_keep_known_sockets_alive_and_name_the_unknown_ones() {
        var agent = scene.staff(company, Role.AGENT);
        var socket = Api.openSocket(agent, company, "gateway-1");
        age(socket, 40);

        Api.as(Tokens.service())
                .body(Map.of("gateway", "gateway-1", "sessions", List.of(socket, "never-seen")))
                .post("/presence/beats")
                .then()
                .statusCode(200)
                .body("unknown", contains("never-seen"));
        age(socket, 40);
        expire();

        seen(agent, "offline", true, "offline");
    }

    @Test
    void another_gateway_does_not_vouch_for_a_socket() {
        var agent = scene.staff(company, Role.AGENT);
        var socket = Api.openSocket(agent, company, "gateway-1");

        Api.as(Tokens.service())
                .body(Map.of("gateway", "gateway-2", "sessions", List.of(socket)))
                .post("/presence/beats")
                .then()
                .statusCode(200)
                .body("unknown", contains(socket));
    }

    @Test
    void a_heartbeat_vouches_for_five_minutes() {
        var agent = scene.staff(company, Role.AGENT);
        Api.declare(agent, company, "online");

        Api.asAgent(agent, company)
                .post("/agents/me/heartbeat")
                .then()
                .statusCode(200)
                .body("status", equalTo("online"));
        pass(agent, 299);
        expire();
        seen(agent, "online", true, "online");

        pass(agent, 2);
        expire();

        seen(agent, "online", false, "offline");
    }

    @Test
    void a_socket_that_came_before_its_agent_counts_once_the_agent_is_known() {
        var agent = UUID.randomUUID();
        Api.openSocket(agent, company, "gateway-1");
        scene.staffChanged(agent, company, 1, Role.AGENT, true);

        expire();

        seen(agent, "offline", true, "offline");
    }

    @Test
    void every_change_is_told_once_with_the_next_version() {
        var agent = scene.staff(company, Role.AGENT);
        var socket = Api.openSocket(agent, company, "gateway-1");
        Api.declare(agent, company, "online");
        Api.declare(agent, company, "online");
        Api.openSocket(agent, company, "gateway-1");
        Api.closeSocket(socket);

        assertThat(scene.count("select presence_version from agent where agent_id = $1", agent))
                .isEqualTo(2);
    }

    @Test
    void an_agent_can_declare_itself_before_its_staff_event_has_come() {
        var agent = UUID.randomUUID();

        Api.declare(agent, company, "away");
        scene.staffChanged(agent, company, 1, Role.AGENT, true);

        seen(agent, "away", false, "offline");
    }

    @Test
    void the_list_shows_those_with_the_status_asked_for() {
        var online = scene.staff(company, Role.AGENT);
        var silent = scene.staff(company, Role.AGENT);
        Api.openSocket(online, company, "gateway-1");
        Api.declare(online, company, "online");
        Api.declare(silent, company, "online");

        Api.asAdmin(company)
                .queryParam("status", "online")
                .get("/agents")
                .then()
                .statusCode(200)
                .body("items.id", contains(online.toString()));
        Api.asAdmin(company)
                .queryParam("status", "offline")
                .get("/agents")
                .then()
                .body("items.id", contains(silent.toString()));
    }

    @Test
    void only_known_words_are_accepted() {
        Api.asAgent(scene.staff(company, Role.AGENT), company)
                .body(Map.of("status", "asleep"))
                .put("/agents/me/status")
                .then()
                .statusCode(400);
    }

    private void seen(UUID agent, String declared, boolean live, String status) {
        Api.asAdmin(company)
                .get("/agents/{id}", agent)
                .then()
                .statusCode(200)
                .body("declared", equalTo(declared))
                .body("live", equalTo(live))
                .body("status", equalTo(status));
    }

    private void expire() {
        sweep.expire().await().atMost(Duration.ofSeconds(10));
    }

    private void age(String socket, int seconds) {
        scene.sql(
                "update presence_session set last_beat = last_beat - $2::float8 * interval '1 second' where socket_id = $1",
                socket,
                (double) seconds);
    }

    private void pass(UUID agent, int seconds) {
        scene.sql(
                "update agent set heartbeat_at = heartbeat_at - $2::float8 * interval '1 second' where agent_id = $1",
                agent,
                (double) seconds);
    }
}
