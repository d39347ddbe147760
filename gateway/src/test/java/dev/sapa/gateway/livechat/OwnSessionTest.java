package dev.sapa.gateway.livechat;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a visitor asks and does about its own session, on the paths of both seeds. */
@QuarkusTest
class OwnSessionTest extends LivechatTest {

    private static final String PUBLIC = "/api/public/chat/session/";
    private static final String OSS = "/api/chat/session/";
    private static final String ALIAS = "/api/v1/oss-chat/session/";
    private static final String GRANTED = "{\"session_token\":\"lcs_won\",\"expires_in\":60}";

    /** Another one for each test: what a bare id was worth is remembered for a while. */
    private final String session = UUID.randomUUID().toString();

    private final String view = "chat GET /conversations/" + session;
    private final String access = "chat POST /conversations/" + session + "/access";
    private final String close = "chat POST /conversations/" + session + "/close";
    private final String rating = "chat POST /conversations/" + session + "/rating";
    private final String transcript = "chat GET /conversations/" + session + "/transcript";
    private final String mail = "chat POST /conversations/" + session + "/transcript-mails";
    private final String place = "routing GET /conversations/" + session + "/place";

    private void open() {
        services.on(access, 200, GRANTED)
                .on("auth POST /oauth/token", 200, "{\"access_token\":\"svc\",\"expires_in\":60}");
    }

    @ParameterizedTest
    @ValueSource(strings = {PUBLIC, OSS, ALIAS})
    void who_waits_is_told_its_place_and_how_long_it_may_take(String path) {
        open();
        services.on(view, 200, WAITING).on(place, 200, """
                {"state":"queued","position":3,"ahead":2,"estimate":{"low_seconds":60,"high_seconds":240},
                 "staffed":true,"open":true,"closed_text":null,"next_open_at":null}""");

        given().get(path + session + "/position")
                .then()
                .statusCode(200)
                .body("success", equalTo(true))
                .body("data.session_id", equalTo(session))
                .body("data.status", equalTo("waiting"))
                .body("data.position", equalTo(3))
                .body("data.ahead", equalTo(2))
                .body("data.estimate.low_seconds", equalTo(60))
                .body("data.estimate.high_seconds", equalTo(240))
                .body("data.staffed", equalTo(true))
                .body("position", equalTo(3));
    }

    @Test
    void nobody_guesses_where_it_is_not_known() {
        open();
        services.on(view, 200, WAITING)
                .on(
                        place,
                        200,
                        "{\"state\":\"queued\",\"position\":1,\"ahead\":0,\"estimate\":null,\"staffed\":false,"
                                + "\"open\":false,\"closed_text\":\"Tutup\",\"next_open_at\":\"2025-01-16T01:00:00Z\"}")
                .refuse(place, 404, "conversation-not-found", "No such conversation")
                .on(view, 200, WAITING)
                .on(view, 200, ACTIVE);

        given().get(PUBLIC + session + "/position")
                .then()
                .statusCode(200)
                .body("data.estimate", nullValue())
                .body("data.open", equalTo(false))
                .body("data.closed_text", equalTo("Tutup"));
        given().get(PUBLIC + session + "/position")
                .then()
                .statusCode(200)
                .body("data.status", equalTo("waiting"))
                .body("data.position", nullValue());
        given().get(PUBLIC + session + "/position")
                .then()
                .statusCode(200)
                .body("data.status", equalTo("active"))
                .body("data.position", nullValue());
        assertThat(services.asked(place)).hasSize(2);
    }

    @Test
    void a_visitor_rates_with_its_token_and_only_with_stars() {
        services.on(
                rating,
                200,
                conversation("closed", true, ",\"rating\":5,\"feedback\":\"Terima kasih\"")
                        .replace(SESSION, session));

        json("{\"rating\":5,\"feedback\":\"Terima kasih\",\"session_token\":\"lcs_own\"}")
                .post(OSS + session + "/rating")
                .then()
                .statusCode(200)
                .body("message", equalTo("Session rated successfully"))
                .body("data.rating", equalTo(5))
                .body("feedback", equalTo("Terima kasih"));

        var asked = services.askedOnce(rating);
        assertThat(asked.header("Authorization")).isEqualTo("Bearer lcs_own");
        assertThat(asked.body().toString()).isEqualTo("{\"rating\":5,\"feedback\":\"Terima kasih\"}");
        for (var bad :
                new String[] {"{}", "{\"rating\":0}", "{\"rating\":6}", "{\"rating\":2.5}", "{\"rating\":\"x\"}"}) {
            json(bad).post(OSS + session + "/rating").then().statusCode(400).body("success", equalTo(false));
        }
    }

    @Test
    void another_rating_is_refused_with_409() {
        open();
        services.refuse(rating, 409, "already-rated", "The conversation has a rating already");

        json("{\"rating\":1}")
                .post(PUBLIC + session + "/rating")
                .then()
                .statusCode(409)
                .body("error", equalTo("session has another rating already"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"reason\":\"sudah jelas\",\"rating\":4}"})
    void a_visitor_ends_its_session_with_or_without_a_word(String body) {
        open();
        services.on(close, 200, conversation("closed", true, "").replace(SESSION, session));

        (body.isEmpty() ? given() : json(body))
                .post(PUBLIC + session + "/close")
                .then()
                .statusCode(200)
                .body("message", equalTo("Session closed successfully"))
                .body("data.status", equalTo("closed"))
                .body("session_id", equalTo(session));

        assertThat(services.askedOnce(close).header("Authorization")).isEqualTo("Bearer lcs_won");
    }

    @Test
    void a_session_ends_once() {
        open();
        services.refuse(close, 409, "conversation-closed", "The conversation is closed");

        given().post(PUBLIC + session + "/close")
                .then()
                .statusCode(400)
                .body("error", equalTo("session is already closed"));
    }

    @Test
    void a_transcript_is_handed_on_as_it_is() {
        open();
        services.on(
                transcript,
                200,
                "Conversation 7: Izin\n[…] Budi: Halo",
                Map.of("Content-Disposition", "attachment; filename=\"conversation-7.txt\""));

        given().get(PUBLIC + session + "/transcript")
                .then()
                .statusCode(200)
                .header("Content-Disposition", "attachment; filename=\"conversation-7.txt\"")
                .header("X-Content-Type-Options", "nosniff")
                .body(equalTo("Conversation 7: Izin\n[…] Budi: Halo"));
        given().get(PUBLIC + session + "/transcript?format=pdf").then().statusCode(400);

        assertThat(services.askedOnce(transcript).query()).isEqualTo("format=text");
    }

    @Test
    void a_transcript_is_mailed_and_where_no_mail_is_sent_that_is_said() {
        open();
        services.on(mail, 202, "").refuse(mail, 503, "mail-not-configured", "This installation sends no mail");

        json("{\"email\":\"budi@pt.example\"}")
                .post(OSS + session + "/transcript")
                .then()
                .statusCode(200);
        given().post(OSS + session + "/transcript")
                .then()
                .statusCode(503)
                .body("details", equalTo("no mail server is configured"));
    }

    @ParameterizedTest
    @CsvSource({"GET,position", "GET,transcript", "POST,transcript", "POST,close", "POST,rating", "GET,messages"})
    void where_the_portal_is_strict_a_bare_id_is_like_an_unknown_one(String method, String what) {
        services.refuse(access, 404, "conversation-not-found", "No such conversation");

        var request = method.equals("POST") ? json("{\"rating\":3}") : given();
        request.request(method, PUBLIC + session + "/" + what)
                .then()
                .statusCode(404)
                .body("message", equalTo("Session not found"))
                .body("error", equalTo("session does not exist"));
        assertThat(services.asked(view)).isEmpty();
        assertThat(services.asked(close)).isEmpty();
        assertThat(services.asked(rating)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"topic\":7}", "{\"topic\":true}", "{\"topic\":\"x\",\"browser_uuid\":1.5}"})
    void a_number_is_no_text(String body) {
        json(body).post("/api/chat/start").then().statusCode(400).body("error", equalTo("Invalid request body"));
    }
}
