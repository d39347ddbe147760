package dev.sapa.chat.continuation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import dev.sapa.chat.Announcements;
import dev.sapa.chat.Chat;
import dev.sapa.chat.Database;
import dev.sapa.chat.ServiceTest;
import dev.sapa.chat.Tokens;
import dev.sapa.events.CompanyChanged.PortalAccess;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Going on with what was closed. */
@QuarkusTest
@ServiceTest
class ContinuationTest {

    private UUID company = UUID.randomUUID();
    private UUID agent = UUID.randomUUID();
    private String admin = "";

    @SuppressWarnings("NullAway.Init") // before each
    private Chat.Held held;

    @BeforeEach
    void a_conversation_of_an_agent() {
        company = Announcements.company(PortalAccess.STRICT);
        agent = UUID.randomUUID();
        admin = Tokens.admin(company, UUID.randomUUID());
        held = Chat.started(company);
        Chat.assign(held, 1, agent);
        Chat.say(held.sessionToken(), held.id(), "Halo").then().statusCode(201);
    }

    @Test
    void another_conversation_of_the_same_visitor_goes_on_where_a_closed_one_ended() {
        goOn(admin).then().statusCode(200).body("id", equalTo(held.id().toString())); // still open
        close();

        var begun = goOn(Tokens.agent(company, agent));

        begun.then()
                .statusCode(200)
                .body("status", equalTo("waiting"))
                .body("topic", equalTo("Izin usaha"))
                .body("channel", equalTo("web"));
        var id = begun.<String>path("id");
        assertThat(id).isNotEqualTo(held.id().toString());
        assertThat(Database.column(
                        "select distinct visitor_id from conversation where company_id = '%s'".formatted(company)))
                .hasSize(1);
        long number =
                Chat.get(admin, "/conversations/{id}", held.id()).jsonPath().getLong("number");
        Chat.get(admin, "/conversations/{id}/messages", id)
                .then()
                .body("items.text", contains("Continues conversation " + number));
        goOn(admin).then().body("id", equalTo(id)); // once
        Chat.get(admin, "/conversations/{id}", held.id()).then().body("status", equalTo("closed"));
    }

    @Test
    void only_who_had_it_and_who_oversees_the_company_goes_on_with_it() {
        close();

        goOn(Tokens.agent(company, UUID.randomUUID())).then().statusCode(409);
        goOn(Tokens.admin(UUID.randomUUID(), UUID.randomUUID())).then().statusCode(404); // I13
        assertThat(Database.column("select id from conversation where company_id = '%s'".formatted(company)))
                .hasSize(1);
    }

    private void close() {
        Chat.close(admin, held.id(), Map.of()).then().statusCode(200);
    }

    private Response goOn(String token) {
        return Chat.send(token, "POST", "/conversations/{id}/continuation", Map.of(), held.id());
    }
}
