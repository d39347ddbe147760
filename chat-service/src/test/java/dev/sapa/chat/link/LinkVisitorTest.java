package dev.sapa.chat.link;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.sapa.chat.Announcements;
import dev.sapa.chat.Chat;
import dev.sapa.chat.Database;
import dev.sapa.chat.Flood;
import dev.sapa.chat.ServiceTest;
import dev.sapa.chat.Tokens;
import dev.sapa.events.CompanyChanged.PortalAccess;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** S3-5: a browser's visitor turns out to be an account's; the histories become one. */
@QuarkusTest
@ServiceTest
class LinkVisitorTest {

    private UUID company = UUID.randomUUID();

    @BeforeEach
    void openCompany() {
        company = Announcements.company(PortalAccess.OPEN);
    }

    @Test
    void an_account_nobody_had_becomes_the_browsers_and_a_repeat_says_so() {
        var held = Chat.started(company, Map.of("browser_uuid", "b-1"));
        var visitor = visitor(held);

        link("b-1", "oss-1")
                .then()
                .statusCode(200)
                .body("visitor.id", equalTo(visitor))
                .body("merged", equalTo(false))
                .body("already_linked", equalTo(false));
        link("b-1", "oss-1").then().statusCode(200).body("already_linked", equalTo(true));
        link("b-1", "oss-2").then().statusCode(409).body("code", equalTo("already-linked"));
        link("b-9", "oss-1").then().statusCode(404).body("code", equalTo("visitor-unknown"));
        Chat.get(held.sessionToken(), "/conversations/{id}?include=log", held.id())
                .then()
                .body("visitor.oss_user_id", equalTo("oss-1"))
                .body("visitor.email", equalTo("ani@example.org"))
                .body("log.action", contains("started", "linked"))
                .body("version", equalTo(2));
    }

    @Test
    void an_account_with_a_history_brings_it_along_and_both_ids_stay_good() {
        var browser = Chat.started(company, Map.of("browser_uuid", "b-1"));
        var account = Chat.started(company, Map.of("oss_user_id", "oss-1", "name", "Ani"));
        var older = visitor(account);
        Chat.post(account.sessionToken(), account.id(), Map.of("text", "Halo", "client_msg_id", "id-1"));

        link("b-1", "oss-1")
                .then()
                .statusCode(200)
                .body("visitor.id", equalTo(visitor(browser)))
                .body("merged", equalTo(true));

        for (var identity : List.of("browser_uuid=b-1", "oss_user_id=oss-1")) {
            history(identity)
                    .then()
                    .body("total", equalTo(2))
                    .body(
                            "items.id",
                            contains(account.id().toString(), browser.id().toString()));
        }
        for (var id : List.of(older, visitor(browser))) {
            Chat.get(Tokens.admin(company, UUID.randomUUID()), "/conversations?visitor_id={id}", id)
                    .then()
                    .body(
                            "items.id",
                            containsInAnyOrder(
                                    browser.id().toString(), account.id().toString()));
        }
        Chat.post(account.sessionToken(), account.id(), Map.of("text", "Halo", "client_msg_id", "id-1"))
                .then()
                .statusCode(200)
                .body("duplicate", equalTo(true))
                .body("conversation.visitor.id", equalTo(visitor(browser)));
        Chat.say(account.sessionToken(), account.id(), "Masih saya")
                .then()
                .statusCode(201)
                .body("message.author_id", equalTo(visitor(browser)));
        Chat.get(account.sessionToken(), "/conversations/{id}/log", account.id())
                .then()
                .body("items.action", hasItem("linked"));
        start(Map.of("oss_user_id", "oss-1"), 200);
    }

    @Test
    void what_both_had_open_stays_open_and_a_third_browser_joins_them() {
        Chat.started(company, Map.of("browser_uuid", "b-1"));
        Chat.started(company, Map.of("oss_user_id", "oss-1"));
        Chat.started(company, Map.of("browser_uuid", "b-2"));

        link("b-1", "oss-1").then().statusCode(200);
        var last = link("b-2", "oss-1");

        last.then().statusCode(200).body("merged", equalTo(true));
        for (var identity : List.of("browser_uuid=b-1", "browser_uuid=b-2", "oss_user_id=oss-1")) {
            history(identity)
                    .then()
                    .body("total", equalTo(3))
                    .body("items.status", contains("waiting", "waiting", "waiting"));
        }
        assertThat(Database.column("""
                        select distinct coalesce(merged_into, id)::text from visitor where company_id = '%s'
                        """.formatted(company))).containsExactly(last.<String>path("visitor.id"));
    }

    @Test
    void starts_and_sends_while_merging_lose_nothing() {
        var browser = Chat.started(company, Map.of("browser_uuid", "b-1"));
        var account = Chat.started(company, Map.of("oss_user_id", "oss-1"));

        var answers = Flood.of(60, i -> switch (i % 6) {
            case 0 ->
                Flood.post(
                        "/visitors/links",
                        new JsonObject()
                                .put("browser_uuid", "b-1")
                                .put("oss_user_id", "oss-1")
                                .put("email", "ani@example.org"),
                        "X-Company",
                        Announcements.slug(company));
            case 1 -> start(i % 12 == 1 ? "browser_uuid" : "oss_user_id", i % 12 == 1 ? "b-1" : "oss-1");
            case 2, 3 -> Flood.say(browser.sessionToken(), browser.id(), "b" + i, "id-" + i);
            default -> Flood.say(account.sessionToken(), account.id(), "a" + i, "id-" + i);
        });

        assertThat(answers.stream().map(HttpResponse::statusCode)).allMatch(status -> status == 200 || status == 201);
        assertThat(Database.column("""
                        select distinct visitor_id::text from conversation where company_id = '%s'
                        """.formatted(company))).containsExactly(visitor(browser));
        for (var held : List.of(browser, account)) {
            assertThat(Database.column(
                            "select seq from message where conversation_id = '%s' order by seq".formatted(held.id())))
                    .containsExactlyElementsOf(IntStream.rangeClosed(1, 20)
                            .mapToObj(Integer::toString)
                            .toList());
        }
    }

    @Test
    void where_the_company_is_strict_only_it_says_whose_an_account_with_a_history_is() {
        var strict = Announcements.company(PortalAccess.STRICT);
        var browser = Chat.started(strict, Map.of("browser_uuid", "b-1"));
        Chat.started(strict, Map.of("oss_user_id", "oss-1", "phone", "0812"));
        var body = Map.of("browser_uuid", "b-1", "oss_user_id", "oss-1", "email", "ani@example.org");
        var stranger = Chat.started(strict, Map.of("browser_uuid", "b-2"));

        given().header("X-Company", Announcements.slug(strict))
                .contentType(ContentType.JSON)
                .body(body)
                .post("/visitors/links")
                .then()
                .statusCode(404)
                .body("code", equalTo("visitor-unknown"));
        Chat.send(stranger.sessionToken(), "POST", "/visitors/links", body)
                .then()
                .statusCode(404);
        Chat.send(browser.sessionToken(), "POST", "/visitors/links", body)
                .then()
                .statusCode(403)
                .body("code", equalTo("account-unproven"));
        Chat.send(Tokens.agent(strict, UUID.randomUUID()), "POST", "/visitors/links", body)
                .then()
                .statusCode(403);
        Chat.send(Tokens.portal(strict), "POST", "/visitors/links", body)
                .then()
                .statusCode(200)
                .body("merged", equalTo(true));
    }

    private CompletableFuture<HttpResponse<String>> start(String identity, String value) {
        return Flood.post(
                "/conversations",
                new JsonObject()
                        .put("company", Announcements.slug(company))
                        .put("topic", "Izin")
                        .put("visitor", new JsonObject().put(identity, value)));
    }

    private void start(Map<String, Object> visitor, int status) {
        Chat.start(company, Map.of("topic", "Izin", "visitor", visitor)).then().statusCode(status);
    }

    private Response link(String browser, String account) {
        return given().header("X-Company", Announcements.slug(company))
                .contentType(ContentType.JSON)
                .body(Map.of("browser_uuid", browser, "oss_user_id", account, "email", "ani@example.org"))
                .post("/visitors/links");
    }

    private Response history(String identity) {
        return given().header("X-Company", Announcements.slug(company)).get("/visitors/history?" + identity);
    }

    private static String visitor(Chat.Held held) {
        return Database.column("select visitor_id from conversation where id = '%s'".formatted(held.id()))
                .get(0);
    }
}
