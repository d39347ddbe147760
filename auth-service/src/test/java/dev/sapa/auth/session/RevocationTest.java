package dev.sapa.auth.session;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.sapa.auth.Api;
import dev.sapa.auth.AuthTest;
import dev.sapa.auth.ShiftableClock;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Log-ins that ended, for services that hear no events. */
@AuthTest
class RevocationTest {

    @Inject
    ShiftableClock clock;

    private Api.Person agent;
    private String service;

    @BeforeEach
    void somebody_of_their_own() {
        agent = Api.newAgent();
        service = serviceToken();
    }

    @AfterEach
    void back_to_now() {
        clock.reset();
    }

    @Test
    void tells_which_log_ins_ended_while_their_tokens_may_be_about() {
        logOut();

        assertThat(endedOf("")).hasSize(1);
        clock.forward(Duration.ofMinutes(17));
        service = serviceToken();
        assertThat(endedOf("")).isEmpty();
    }

    @Test
    void goes_on_where_the_last_answer_ended_or_a_little_before() {
        logOut();
        var asOf = asked("").getString("as_of");
        assertThat(endedOf("?after=" + asOf)).hasSize(1);

        clock.forward(Duration.ofSeconds(20));
        var later = asked("").getString("as_of");
        assertThat(endedOf("?after=" + later)).isEmpty();
        logOut();
        assertThat(endedOf("?after=" + later)).hasSize(1);
    }

    @Test
    void gives_all_of_them_a_page_at_a_time() {
        logOut();
        logOut();
        logOut();
        var found = new ArrayList<String>();
        var page = asked("?limit=2");
        found.addAll(sessionsOf(page));
        while (page.getString("next_cursor") != null) {
            page = asked("?limit=2&cursor=" + page.getString("next_cursor"));
            found.addAll(sessionsOf(page));
        }

        assertThat(found).hasSize(3).doesNotHaveDuplicates();
        Api.as(service).get("/revocations?cursor=x").then().statusCode(400).body("code", equalTo("invalid-cursor"));
    }

    private void logOut() {
        Api.as(agent.accessToken()).post("/logout").then().statusCode(204);
    }

    private List<String> endedOf(String query) {
        return sessionsOf(asked(query));
    }

    private List<String> sessionsOf(JsonPath page) {
        return page.getList("items.findAll { it.staff_id == '" + agent.id() + "' }.session_id");
    }

    private JsonPath asked(String query) {
        return Api.as(service)
                .urlEncodingEnabled(false)
                .get("/revocations" + query)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static String serviceToken() {
        return given().formParam("grant_type", "client_credentials")
                .formParam("client_id", "gateway")
                .formParam("client_secret", "demo-service-secret")
                .post("/oauth/token")
                .then()
                .extract()
                .path("access_token");
    }
}
