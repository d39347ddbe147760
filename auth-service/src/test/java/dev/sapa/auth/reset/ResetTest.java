package dev.sapa.auth.reset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import dev.sapa.auth.Api;
import dev.sapa.auth.AuthTest;
import dev.sapa.auth.Database;
import dev.sapa.auth.ShiftableClock;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.MockMailbox;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Forgotten passwords. */
@AuthTest
class ResetTest {

    private static final Pattern LINK = Pattern.compile("https://chat\\.example/reset-password#token=(\\S+)");

    @Inject
    MockMailbox mailbox;

    @Inject
    ShiftableClock clock;

    private Api.Person agent;

    @BeforeEach
    void somebody_of_their_own() {
        agent = Api.newAgent();
    }

    @AfterEach
    void back_to_now() {
        clock.reset();
    }

    @Test
    void mails_a_link_that_sets_a_new_password_once_and_ends_every_log_in() {
        String access = agent.accessToken();

        forgot(agent.username().toUpperCase(Locale.ROOT)).statusCode(202);

        var mail = awaitMails(1).get(0);
        assertThat(mail.getText()).contains(agent.username());
        var token = tokenIn(mail.getText());
        choose(token, "tiny").statusCode(400).body("code", equalTo("password-too-short"));
        choose(token, "open sesame").statusCode(204);
        Api.as(access).get("/me").then().statusCode(401);
        Api.login(agent.email(), "sesame").then().statusCode(401);
        Api.signIn(agent.email(), "open sesame");
        choose(token, "another one").statusCode(410).body("code", equalTo("reset-expired"));
    }

    @Test
    void answers_alike_for_nobody_and_mails_nothing() throws Exception {
        var nobody = "nobody-" + System.nanoTime() + "@example.org";
        forgot(nobody).statusCode(202);
        forgot(agent.email()).statusCode(202);

        awaitMails(1);
        assertThat(mailbox.getMailsSentTo(nobody)).isEmpty();
        try (var database = Database.asOwner()) {
            await().untilAsserted(() -> assertThat(database.column("select login from reset_request"))
                    .doesNotContain(nobody, agent.email()));
            assertThat(database.column("select token_hash from password_reset"))
                    .doesNotContain(tokenIn(awaitMails(1).get(0).getText()));
        }
        forgot("").statusCode(400);
    }

    @Test
    void mails_no_more_than_a_few_links_at_a_time() {
        linkFor(agent);
        linkFor(agent);
        forgot(agent.email()).statusCode(202);
        awaitMails(1);
        forgot(agent.email()).statusCode(202);
        var other = Api.newAgent();
        forgot(other.email()).statusCode(202);

        await().atMost(Duration.ofSeconds(10))
                .until(() -> !mailbox.getMailsSentTo(other.email()).isEmpty());
        assertThat(mailbox.getMailsSentTo(agent.email())).hasSize(1);
    }

    @Test
    void lets_an_admin_hand_over_a_link_for_half_an_hour() {
        var link = linkFor(agent);
        clock.forward(Duration.ofMinutes(31));

        choose(link, "open sesame").statusCode(410);

        clock.reset();
        var other = linkFor(agent);
        choose(link, "open sesame").statusCode(204);
        choose(other, "yet another").statusCode(410);
        Api.signIn(agent.email(), "open sesame");
    }

    @Test
    void gives_links_to_nobody_who_may_not_have_them() {
        String operator = Api.signIn("operator", "operator123").extract().path("user.id");
        Api.asAdmin().post("/staff/{id}/password-resets", operator).then().statusCode(403);
        Api.as(Api.newAdminOfCompanyA().accessToken())
                .post("/staff/{id}/password-resets", agent.id())
                .then()
                .statusCode(404);
        var link = linkFor(agent);
        Api.asAdmin()
                .body(Map.of("active", false))
                .patch("/staff/{id}", agent.id())
                .then()
                .statusCode(200);
        Api.asAdmin()
                .post("/staff/{id}/password-resets", agent.id())
                .then()
                .statusCode(409)
                .body("code", equalTo("staff-suspended"));
        choose(link, "open sesame").statusCode(410);
        choose("made-up", "open sesame").statusCode(410);
    }

    @Test
    void ends_a_link_with_any_other_new_password_and_forgives_wrong_ones() {
        var stale = linkFor(agent);
        Api.as(agent.accessToken())
                .body(Map.of("current_password", "sesame", "new_password", "chosen"))
                .post("/me/password")
                .then()
                .statusCode(204);
        choose(stale, "open sesame").statusCode(410);

        for (int i = 0; i < 21; i++) {
            Api.login(agent.email(), "wrong");
        }
        Api.login(agent.email(), "chosen").then().statusCode(429);
        choose(linkFor(agent), "open sesame").statusCode(204);
        Api.signIn(agent.email(), "open sesame");
    }

    @Test
    void takes_one_of_two_uses_at_once() throws Exception {
        var link = linkFor(agent);
        var pool = Executors.newFixedThreadPool(2);
        try {
            List<Callable<Integer>> uses = List.of(
                    () -> choose(link, "the first one").extract().statusCode(),
                    () -> choose(link, "the second one").extract().statusCode());
            var answers = pool.invokeAll(uses);
            assertThat(List.of(answers.get(0).get(), answers.get(1).get())).containsExactlyInAnyOrder(204, 410);
        } finally {
            pool.shutdown();
        }
    }

    private List<Mail> awaitMails(int count) {
        await().atMost(Duration.ofSeconds(10))
                .until(() -> mailbox.getMailsSentTo(agent.email()).size() >= count);
        return mailbox.getMailsSentTo(agent.email());
    }

    private static ValidatableResponse forgot(String login) {
        return Api.anonymous()
                .body(Map.of("login", login))
                .post("/password-resets")
                .then();
    }

    private static ValidatableResponse choose(String token, String password) {
        return Api.anonymous()
                .body(Map.of("new_password", password))
                .post("/password-resets/{token}", token)
                .then();
    }

    private static String linkFor(Api.Person person) {
        return tokenIn(Api.asAdmin()
                .post("/staff/{id}/password-resets", person.id())
                .then()
                .statusCode(201)
                .body("link", startsWith("https://chat.example/reset-password#token="))
                .extract()
                .path("link"));
    }

    private static String tokenIn(String text) {
        var found = LINK.matcher(text);
        assertThat(found.find()).isTrue();
        return found.group(1);
    }
}
