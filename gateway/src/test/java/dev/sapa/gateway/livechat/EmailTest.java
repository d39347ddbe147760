package dev.sapa.gateway.livechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class EmailTest extends LivechatTest {

    private static final String LETTER = "{\"to\":\"siti@pt.example\",\"subject\":\"Izin\",\"body\":\"Sudah terbit\"}";

    @ParameterizedTest
    @ValueSource(strings = {"send", "custom"})
    void an_administrators_words_go_to_one_address(String path) {
        services.on("auth POST /mails", 202, "");

        as(StaffToken.ADMIN, LETTER)
                .post("/api/email/" + path)
                .then()
                .statusCode(200)
                .body("message", equalTo("Email sent successfully"));

        assertThat(services.askedOnce("auth POST /mails").body().toString())
                .isEqualTo("{\"to\":\"siti@pt.example\",\"subject\":\"Izin\",\"text\":\"Sudah terbit\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"subject\":\"Izin\",\"body\":\"x\"}",
                "{\"to\":\"a@b.example,c@d.example\",\"subject\":\"Izin\",\"body\":\"x\"}",
                "{\"to\":[\"a@b.example\"],\"subject\":\"Izin\",\"body\":\"x\"}",
                "{\"to\":\"a@b.example\",\"subject\":\"Izin\\r\\nBcc: c@d.example\",\"body\":\"x\"}",
                "{\"to\":\"a@b.example\",\"subject\":\"Izin\"}"
            })
    void what_is_no_letter_to_one_address_is_400(String body) {
        as(StaffToken.ADMIN, body).post("/api/email/send").then().statusCode(400);
        assertThat(services.asked("auth POST /mails")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"welcome,/mails/welcome", "password-reset,/mails/password-reset"})
    void colleagues_are_welcomed_and_sent_links(String path, String asked) {
        services.on("auth POST " + asked, 202, "").refuse("auth POST " + asked, 404, "staff-not-found", "No such user");

        as(StaffToken.ADMIN, "{\"email\":\"agent1@livechat.com\"}")
                .post("/api/email/" + path)
                .then()
                .statusCode(200);
        as(StaffToken.ADMIN, "{\"email\":\"siapa@livechat.com\"}")
                .post("/api/email/" + path)
                .then()
                .statusCode(404)
                .body("message", equalTo("User not found"));
    }

    @Test
    void without_a_mail_server_that_is_said() {
        services.refuse("auth POST /mails", 503, "mail-not-configured", "This installation sends no mail");

        as(StaffToken.ADMIN, LETTER)
                .post("/api/email/send")
                .then()
                .statusCode(503)
                .body("message", equalTo("Failed to send email"))
                .body("error", equalTo("no mail server is configured"));
    }
}
