package dev.sapa.auth.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.sapa.auth.Api;
import dev.sapa.auth.AuthTest;
import dev.sapa.auth.AuthTopic;
import dev.sapa.auth.ShiftableClock;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** S2-3, S2-6, S2-7. */
@AuthTest
class RefreshTest {

    @Inject
    ShiftableClock clock;

    private Api.Person agent;
    private String first;

    @BeforeEach
    void sign_in() {
        agent = Api.newAgent();
        first = agent.signIn().extract().path("refresh_token");
    }

    @AfterEach
    void back_to_now() {
        clock.reset();
    }

    @Test
    void trades_a_token_for_a_new_pair() {
        String second = renewed(first);

        assertThat(second).hasSize(43).isNotEqualTo(first);
        assertThat(renewed(second)).isNotEqualTo(second);
        Api.refresh(second).then().statusCode(200);
    }

    @Test
    void gives_the_same_successor_again_when_the_answer_was_lost() {
        String second = renewed(first);
        clock.forward(Duration.ofSeconds(9));

        assertThat(renewed(first)).isEqualTo(second);
        Api.refresh(second).then().statusCode(200);
    }

    @Test
    void ends_the_log_in_when_a_spent_token_comes_back_later() {
        var renewed = Api.refresh(first).then().statusCode(200).extract();
        String access = renewed.path("access_token");
        clock.forward(Duration.ofSeconds(11));

        Api.refresh(first).then().statusCode(401).body("code", equalTo("refresh-refused"));

        Api.refresh(renewed.path("refresh_token")).then().statusCode(401);
        Api.as(access).get("/me").then().statusCode(401);
        var revoked = revocations(1);
        assertThat(revoked.get(0).payload().getString("reason")).isEqualTo("reuse");
        assertThat(revoked.get(0).payload().getString("session_id")).isNotBlank();
        assertThat(revoked.get(0).headers())
                .containsEntry("ce_staff", agent.id().toString());
    }

    @Test
    void ends_the_log_in_when_the_successor_was_used_already() {
        String second = renewed(first);
        renewed(second);

        Api.refresh(first).then().statusCode(401);

        Api.refresh(second).then().statusCode(401);
    }

    @Test
    void leaves_other_log_ins_of_the_same_person_alone() {
        String other = agent.signIn().extract().path("refresh_token");
        renewed(renewed(first));

        Api.refresh(first).then().statusCode(401);

        Api.refresh(other).then().statusCode(200);
    }

    @Test
    void gives_two_refreshes_at_once_one_and_the_same_successor() throws Exception {
        var pool = Executors.newFixedThreadPool(6);
        List<Callable<String>> at_once = IntStream.range(0, 6)
                .<Callable<String>>mapToObj(i -> () -> renewed(first))
                .toList();
        try {
            var successors = pool.invokeAll(at_once).stream()
                    .map(done -> {
                        try {
                            return done.get();
                        } catch (Exception e) {
                            throw new AssertionError(e);
                        }
                    })
                    .collect(Collectors.toSet());

            assertThat(successors).hasSize(1);
            Api.refresh(successors.iterator().next()).then().statusCode(200);
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void takes_no_access_token_for_a_refresh_token_nor_the_other_way_round() {
        String access = agent.accessToken();

        Api.refresh(access).then().statusCode(401).body("code", equalTo("refresh-refused"));
        Api.refresh("unknown").then().statusCode(401);
        Api.refresh("").then().statusCode(400);
        Api.as(first).get("/me").then().statusCode(401);
    }

    @Test
    void expires_when_it_is_not_used_for_a_week() {
        clock.forward(Duration.ofDays(7).plusSeconds(1));

        Api.refresh(first).then().statusCode(401);
    }

    @Test
    void ends_with_the_log_out_at_once() {
        var signedIn = agent.signIn().extract();
        String access = signedIn.path("access_token");

        Api.as(access)
                .body(Map.of("refresh_token", first))
                .post("/logout")
                .then()
                .statusCode(204);

        Api.refresh(signedIn.path("refresh_token")).then().statusCode(401);
        Api.refresh(first).then().statusCode(401);
        Api.as(access).get("/me").then().statusCode(401);
        assertThat(revocations(1))
                .allSatisfy(
                        event -> assertThat(event.payload().getString("reason")).isEqualTo("logout"));
    }

    @Test
    void cannot_log_somebody_else_out() {
        var stranger = Api.newAgent();

        Api.as(stranger.accessToken())
                .body(Map.of("refresh_token", first))
                .post("/logout")
                .then()
                .statusCode(204);

        Api.refresh(first).then().statusCode(200);
    }

    @Test
    void ends_every_other_log_in_when_the_password_changes() {
        String access = agent.accessToken();
        Api.as(access)
                .body(Map.of("current_password", "wrong", "new_password", "open sesame"))
                .post("/me/password")
                .then()
                .statusCode(403)
                .body("code", equalTo("wrong-password"));
        Api.as(access)
                .body(Map.of("current_password", "sesame", "new_password", "tiny"))
                .post("/me/password")
                .then()
                .statusCode(400)
                .body("code", equalTo("password-too-short"));

        Api.as(access)
                .body(Map.of("current_password", "sesame", "new_password", "open sesame"))
                .post("/me/password")
                .then()
                .statusCode(204);

        Api.refresh(first).then().statusCode(401);
        Api.as(access).get("/me").then().statusCode(200);
        Api.login(agent.email(), "sesame").then().statusCode(401);
        Api.login(agent.email(), "open sesame").then().statusCode(200);
        assertThat(revocations(1))
                .allSatisfy(
                        event -> assertThat(event.payload().getString("reason")).isEqualTo("password-changed"));
    }

    @Test
    void ends_every_log_in_of_who_wants_it_and_of_whom_an_admin_names() {
        String access = agent.accessToken();

        Api.as(access).post("/logout-all").then().statusCode(204);

        Api.as(access).get("/me").then().statusCode(401);
        Api.refresh(first).then().statusCode(401);

        var again = agent.accessToken();
        Api.as(Api.newAdminOfCompanyA().accessToken())
                .post("/staff/{id}/logout-all", agent.id())
                .then()
                .statusCode(404);
        Api.as(again).get("/me").then().statusCode(200);
        Api.asAdmin().post("/staff/{id}/logout-all", agent.id()).then().statusCode(204);
        Api.as(again).get("/me").then().statusCode(401);
        String operator = Api.signIn("operator", "operator123").extract().path("user.id");
        Api.asAdmin().post("/staff/{id}/logout-all", operator).then().statusCode(403);
    }

    private List<AuthTopic.Event> revocations(int count) {
        return AuthTopic.awaitRevocations(agent.id(), count);
    }

    private static String renewed(String token) {
        return Api.refresh(token).then().statusCode(200).extract().path("refresh_token");
    }
}
