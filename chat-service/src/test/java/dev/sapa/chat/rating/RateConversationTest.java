package dev.sapa.chat.rating;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import dev.sapa.chat.Announcements;
import dev.sapa.chat.Chat;
import dev.sapa.chat.ServiceTest;
import dev.sapa.chat.Tokens;
import dev.sapa.events.CompanyChanged.PortalAccess;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@ServiceTest
class RateConversationTest {

    private UUID company = UUID.randomUUID();
    private Chat.Held held = new Chat.Held(company, company, "");

    @BeforeEach
    void newConversation() {
        company = Announcements.company(PortalAccess.STRICT);
        held = Chat.started(company);
    }

    @Test
    void a_rating_is_taken_once_also_after_the_close() {
        Chat.close(held.sessionToken(), held.id(), Map.of());

        rate(held.sessionToken(), Map.of("rating", 4, "feedback", "Cepat"))
                .then()
                .statusCode(200)
                .body("rating", equalTo(4))
                .body("feedback", equalTo("Cepat"));
        rate(held.sessionToken(), Map.of("rating", 4, "feedback", "Cepat"))
                .then()
                .statusCode(200)
                .body("version", equalTo(3));
        rate(held.sessionToken(), Map.of("rating", 1)).then().statusCode(409).body("code", equalTo("already-rated"));
    }

    @Test
    void a_rating_is_a_number_from_one_to_five_and_the_visitors() {
        rate(held.sessionToken(), Map.of("rating", 0)).then().statusCode(400);
        rate(held.sessionToken(), Map.of("rating", 6)).then().statusCode(400);
        rate(held.sessionToken(), Map.of()).then().statusCode(400);
        rate(Tokens.agent(company, UUID.randomUUID()), Map.of("rating", 5))
                .then()
                .statusCode(403);
        Chat.get(held.sessionToken(), "/conversations/{id}", held.id()).then().body("rating", nullValue());
    }

    @Test
    void a_visitor_who_leaves_before_an_agent_came_cancels_and_later_ends() {
        var waited = Chat.started(company);
        Chat.close(waited.sessionToken(), waited.id(), Map.of()).then().body("close_reason", equalTo("cancelled"));

        Chat.assign(held, 1, UUID.randomUUID());
        Chat.close(held.sessionToken(), held.id(), Map.of("rating", 5))
                .then()
                .body("close_reason", equalTo("ended-by-visitor"));
        Chat.get(Tokens.admin(company, UUID.randomUUID()), "/conversations/{id}/log", held.id())
                .then()
                .body("items.action", contains("started", "auto_assigned", "closed", "rated"))
                .body("items.actor", contains("visitor", "system", "visitor", "visitor"))
                .body("items.detail.rating", hasItem(5));
    }

    private Response rate(String token, Map<String, Object> rating) {
        return Chat.send(token, "POST", "/conversations/{id}/rating", rating, held.id());
    }
}
