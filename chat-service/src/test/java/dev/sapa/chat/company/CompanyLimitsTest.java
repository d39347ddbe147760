package dev.sapa.chat.company;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.sapa.chat.Announcements;
import dev.sapa.chat.Chat;
import dev.sapa.chat.Database;
import dev.sapa.chat.Flood;
import dev.sapa.chat.ServiceTest;
import dev.sapa.chat.Tokens;
import dev.sapa.events.CompanyChanged.PortalAccess;
import dev.sapa.events.CompanyLimits;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What one company may use, beside another that nobody limits. */
@QuarkusTest
@ServiceTest
class CompanyLimitsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private UUID limited = UUID.randomUUID();
    private UUID free = UUID.randomUUID();

    @BeforeEach
    void two_companies() {
        limited = Announcements.company(PortalAccess.STRICT);
        free = Announcements.company(PortalAccess.STRICT);
    }

    @Test
    void a_visitor_says_no_more_in_a_minute_than_its_company_lets_it() {
        Announcements.limits(limited, new CompanyLimits(2, null, null, null));
        var held = Chat.started(limited);
        var agent = UUID.randomUUID();
        Chat.assign(held, 1, agent);
        var first = Map.<String, Object>of("text", "satu", "client_msg_id", "m-1");
        Chat.post(held.sessionToken(), held.id(), first).then().statusCode(201);
        Chat.say(held.sessionToken(), held.id(), "dua").then().statusCode(201);

        var refused = Chat.say(held.sessionToken(), held.id(), "tiga");

        refused.then().statusCode(429).body("code", equalTo("rate-limited"));
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 60);
        Chat.post(held.sessionToken(), held.id(), first).then().statusCode(200); // it is there already
        Chat.say(Tokens.agent(limited, agent), held.id(), "Ya?").then().statusCode(201);
        Database.execute("update message set posted_at = posted_at - interval '61 seconds' where conversation_id = '%s'"
                .formatted(held.id()));
        Chat.say(held.sessionToken(), held.id(), "tiga").then().statusCode(201);

        var other = Chat.started(free);
        for (int i = 0; i < 4; i++) {
            Chat.say(other.sessionToken(), other.id(), "m" + i).then().statusCode(201);
        }
    }

    @Test
    void visitors_begin_no_more_conversations_than_may_be_open_however_many_come_at_once() {
        Announcements.limits(limited, new CompanyLimits(null, 2, null, null));

        var answers = Flood.of(6, i -> Flood.post("/conversations", beginning(limited)));

        var begun =
                answers.stream().filter(answer -> answer.statusCode() == 201).toList();
        assertThat(begun).hasSize(2);
        assertThat(answers.stream().filter(answer -> answer.statusCode() != 201))
                .allSatisfy(answer -> {
                    assertThat(answer.statusCode()).isEqualTo(429);
                    assertThat(answer.body()).contains("conversations-exhausted");
                    assertThat(answer.headers().firstValue("Retry-After")).contains("60");
                });
        assertThat(Database.column("select id from conversation where company_id = '%s'".formatted(limited)))
                .hasSize(2);
        var one = new JsonObject(begun.get(0).body());
        Chat.close(one.getString("session_token"), UUID.fromString(one.getString("id")), Map.of())
                .then()
                .statusCode(200);
        Chat.started(limited);
        assertThat(Flood.of(3, i -> Flood.post("/conversations", beginning(free))))
                .allMatch(answer -> answer.statusCode() == 201);
    }

    @Test
    void files_are_taken_until_the_company_has_uploaded_enough_for_a_day() {
        Announcements.limits(limited, new CompanyLimits(null, null, null, 1));
        var held = Chat.started(limited);
        var content = "%PDF-1.7" + "x".repeat(1024 * 1024);
        upload(held, content).then().statusCode(201);

        upload(held, "%PDF-1.7").then().statusCode(429).body("code", equalTo("upload-quota-exhausted"));

        var other = Chat.started(free);
        upload(other, content).then().statusCode(201);
        upload(other, "%PDF-1.7").then().statusCode(201);
        Database.execute(
                "update stored_file set completed_at = completed_at - interval '25 hours' where company_id = '%s'"
                        .formatted(limited));
        upload(held, "%PDF-1.7").then().statusCode(201);
    }

    @Test
    void a_lifted_limit_is_felt_soon() {
        Announcements.limits(limited, new CompanyLimits(1, null, null, null));
        var held = Chat.started(limited);
        Chat.say(held.sessionToken(), held.id(), "satu").then().statusCode(201);
        Chat.say(held.sessionToken(), held.id(), "dua").then().statusCode(429);

        Database.execute("update company set messages_per_minute = null where id = '%s'".formatted(limited));

        await().atMost(PATIENCE)
                .until(() -> Chat.say(held.sessionToken(), held.id(), "dua").statusCode() == 201);
    }

    private static JsonObject beginning(UUID company) {
        return new JsonObject()
                .put("company", Announcements.slug(company))
                .put("topic", "Izin")
                .put(
                        "visitor",
                        new JsonObject().put("browser_uuid", UUID.randomUUID().toString()));
    }

    private static Response upload(Chat.Held held, String content) {
        return given().auth()
                .oauth2(held.sessionToken())
                .multiPart("file", "izin.pdf", content.getBytes(StandardCharsets.UTF_8))
                .post("/conversations/{id}/files", held.id());
    }
}
