package dev.sapa.auth.letter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.sapa.auth.Api;
import dev.sapa.auth.AuthTest;
import io.quarkus.mailer.MockMailbox;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Mails that admins have sent. */
@AuthTest
class LetterTest {

    @Inject
    MockMailbox mailbox;

    @BeforeEach
    void empty_the_mailbox() {
        mailbox.clear();
    }

    private static ValidatableResponse send(String path, Object body) {
        return Api.asAdmin().body(body).post("/mails" + path).then();
    }

    @Test
    void sends_an_admins_words_to_one_address() {
        send("", Map.of("to", "siti@example.org", "subject", "Izin", "text", "Sudah terbit"))
                .statusCode(202);

        var mail = mailbox.getMailsSentTo("siti@example.org").get(0);
        assertThat(mail.getSubject()).isEqualTo("Izin");
        assertThat(mail.getText()).isEqualTo("Sudah terbit");
        for (var bad : new String[] {"a@b.example,c@d.example", "a@b.example\nc@d.example", "nobody", ""}) {
            send("", Map.of("to", bad, "subject", "Izin", "text", "x")).statusCode(400);
        }
        send("", Map.of("to", "a@b.example", "subject", "Izin\r\nBcc: c@d.example", "text", "x"))
                .statusCode(400);
        assertThat(mailbox.getTotalMessagesSent()).isEqualTo(1);
    }

    @Test
    void welcomes_colleagues_and_nobody_else() {
        var colleague = Api.newAgent();
        var foreign = Api.newAdminOfCompanyA();

        send("/welcome", Map.of("email", colleague.email())).statusCode(202);

        assertThat(mailbox.getMailsSentTo(colleague.email()).get(0).getText()).contains(colleague.username());
        for (var stranger : new String[] {foreign.email(), "nobody@example.org"}) {
            send("/welcome", Map.of("email", stranger)).statusCode(404).body("code", equalTo("staff-not-found"));
            send("/password-reset", Map.of("email", stranger)).statusCode(404);
        }
        assertThat(mailbox.getTotalMessagesSent()).isEqualTo(1);
    }

    @Test
    void mails_a_colleague_a_link_for_a_new_password() {
        var colleague = Api.newAgent();

        send("/password-reset", Map.of("email", colleague.email())).statusCode(202);

        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(mailbox.getMailsSentTo(colleague.email()))
                .singleElement()
                .satisfies(mail -> assertThat(mail.getText()).contains("/reset-password#token=")));
    }
}
