package dev.sapa.chat.conversation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.sapa.chat.Announcements;
import dev.sapa.chat.Chat;
import dev.sapa.chat.Database;
import dev.sapa.chat.ServiceTest;
import dev.sapa.chat.Tokens;
import dev.sapa.events.CompanyChanged.PortalAccess;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@ServiceTest
class CloseAndReadTest {

    private final UUID grace = UUID.randomUUID();
    private UUID company = UUID.randomUUID();

    @BeforeEach
    void aCompany() {
        company = Announcements.company(PortalAccess.STRICT);
    }

    @Test
    void is_closed_once_with_what_the_visitor_thinks_of_it() { // S2-15
        var held = Chat.started(company);
        Chat.assign(held, 1, grace);

        Chat.close(
                        Tokens.agent(company, grace),
                        held.id(),
                        Map.of("reason", "selesai", "rating", 5, "feedback", "Terima kasih"))
                .then()
                .statusCode(200)
                .body("status", equalTo("closed"))
                .body("ended_at", notNullValue())
                .body("close_reason", equalTo("selesai"))
                .body("agent.id", equalTo(grace.toString()));
        Chat.close(held.sessionToken(), held.id(), Map.of())
                .then()
                .statusCode(409)
                .body("code", equalTo("conversation-closed"));
        assertThat(Database.column(
                        "select rating || ' ' || feedback from conversation where id = '%s'".formatted(held.id())))
                .containsExactly("5 Terima kasih");
    }

    @Test
    void is_not_closed_by_an_agent_who_does_not_answer_it_nor_with_a_rating_out_of_range() {
        var held = Chat.started(company);
        Chat.assign(held, 1, grace);

        Chat.close(Tokens.agent(company, UUID.randomUUID()), held.id(), Map.of())
                .then()
                .statusCode(409)
                .body("code", equalTo("not-responder"));
        Chat.close(held.sessionToken(), held.id(), Map.of("rating", 6)).then().statusCode(400);
        Chat.close(Tokens.supervisor(company, UUID.randomUUID()), held.id(), Map.of())
                .then()
                .statusCode(200);
    }

    @Test
    void a_close_needs_no_body() {
        var held = Chat.started(company);

        given().auth()
                .oauth2(held.sessionToken())
                .noContentType()
                .post("/conversations/{id}/close", held.id())
                .then()
                .statusCode(200);
    }

    @Test
    void a_closed_conversation_makes_room_for_a_new_one() {
        var open = Announcements.company(PortalAccess.OPEN);
        var first = Chat.started(open, Map.of("browser_uuid", "b-1"));
        Chat.close(first.sessionToken(), first.id(), Map.of());

        assertThat(Chat.started(open, Map.of("browser_uuid", "b-1")).id()).isNotEqualTo(first.id());
    }

    @Test
    void a_read_horizon_only_advances() {
        var held = Chat.started(company);
        Chat.assign(held, 1, grace);
        var agent = Tokens.agent(company, grace);
        for (int i = 0; i < 3; i++) {
            Chat.say(held.sessionToken(), held.id(), "Halo");
        }
        Chat.say(agent, held.id(), "Selamat pagi");

        read(agent, held, 2);
        unread(agent, held, 1);
        read(agent, held, 1);
        unread(agent, held, 1);
        read(agent, held, 99);
        unread(agent, held, 0);
        unread(held.sessionToken(), held, 1);
        read(held.sessionToken(), held, 4);
        unread(held.sessionToken(), held, 0);

        Chat.get(agent, "/conversations/{id}/messages", held.id())
                .then()
                .body("items[0].read_at", notNullValue())
                .body("items[3].read_at", notNullValue());
        Chat.say(held.sessionToken(), held.id(), "Masih?");
        unread(agent, held, 1);
        Chat.get(agent, "/conversations/{id}/messages?after_seq=4", held.id())
                .then()
                .body("items[0].read_at", nullValue());
    }

    @Test
    void heads_tell_services_how_far_conversations_have_come() {
        var held = Chat.started(company);
        Chat.say(held.sessionToken(), held.id(), "Halo");
        var unknown = UUID.randomUUID();

        heads(Tokens.service("gateway"), List.of(held.id(), unknown))
                .statusCode(200)
                .body("heads.'%s'.last_seq".formatted(held.id()), equalTo(1))
                .body("heads.'%s'.version".formatted(held.id()), equalTo(2))
                .body("heads.'%s'".formatted(unknown), nullValue());
        heads(Tokens.agent(company, grace), List.of(held.id())).statusCode(403);
        heads(Tokens.service("gateway"), Collections.nCopies(1001, unknown)).statusCode(400);
    }

    private static ValidatableResponse heads(String token, List<UUID> ids) {
        return given().auth()
                .oauth2(token)
                .contentType(ContentType.JSON)
                .body(Map.of("ids", ids))
                .post("/conversations/heads")
                .then();
    }

    private static void read(String token, Chat.Held held, long seq) {
        given().auth()
                .oauth2(token)
                .contentType(ContentType.JSON)
                .body(Map.of("seq", seq))
                .post("/conversations/{id}/read", held.id())
                .then()
                .statusCode(204);
    }

    private static void unread(String token, Chat.Held held, int count) {
        Chat.get(token, "/conversations/{id}", held.id()).then().body("unread", equalTo(count));
    }
}
