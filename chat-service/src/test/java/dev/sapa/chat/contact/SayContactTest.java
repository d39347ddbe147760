package dev.sapa.chat.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
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

/** S3-4. */
@QuarkusTest
@ServiceTest
class SayContactTest {

    private UUID company = UUID.randomUUID();
    private Chat.Held held = new Chat.Held(company, company, "");

    @BeforeEach
    void newConversation() {
        company = Announcements.company(PortalAccess.STRICT);
        held = Chat.started(company);
    }

    @Test
    void its_id_stays_when_it_is_said_again() {
        var first = say(held.sessionToken(), Map.of("name", "Ani", "email", "ani@example.org", "phone", "0812"));
        first.then().statusCode(200).body("phone", equalTo("0812"));

        var second = say(
                Tokens.portal(company),
                Map.of("name", "Ani W", "email", "ani@example.org", "position", "Direktur", "company_name", "PT A"));

        second.then().statusCode(200).body("phone", nullValue()).body("company_name", equalTo("PT A"));
        assertThat(second.<String>path("id")).isEqualTo(first.path("id"));
        Chat.get(held.sessionToken(), "/conversations/{id}?include=contact,log", held.id())
                .then()
                .body("contact.name", equalTo("Ani W"))
                .body("contact.position", equalTo("Direktur"))
                .body("log.action", contains("started", "contact_added", "contact_added"))
                .body("messages", nullValue());
    }

    @Test
    void a_repeat_word_for_word_changes_nothing() {
        var said = Map.<String, Object>of("name", "Ani", "email", "ani@example.org");
        say(held.sessionToken(), said);
        say(held.sessionToken(), said).then().statusCode(200);

        Chat.get(held.sessionToken(), "/conversations/{id}", held.id()).then().body("version", equalTo(2));
    }

    @Test
    void without_a_name_or_a_good_address_it_is_refused() {
        say(held.sessionToken(), Map.of("name", "Ani", "email", "ani")).then().statusCode(400);
        say(held.sessionToken(), Map.of("name", "Ani")).then().statusCode(400);
        say(held.sessionToken(), Map.of("name", " ", "email", "ani@example.org"))
                .then()
                .statusCode(400);
        Chat.get(held.sessionToken(), "/conversations/{id}?include=contact", held.id())
                .then()
                .body("contact", nullValue());
    }

    @Test
    void only_the_visitor_and_the_company_may_say_it() {
        var said = Map.<String, Object>of("name", "Ani", "email", "ani@example.org");

        say(Chat.started(company).sessionToken(), said).then().statusCode(404);
        say(Tokens.admin(UUID.randomUUID(), UUID.randomUUID()), said).then().statusCode(404);
        say(Tokens.agent(company, UUID.randomUUID()), said).then().statusCode(200);
    }

    @Test
    void an_unknown_part_of_a_conversation_cannot_be_included() {
        Chat.get(held.sessionToken(), "/conversations/{id}?include=contact,secrets", held.id())
                .then()
                .statusCode(400)
                .body("code", equalTo("filter-invalid"));
    }

    private Response say(String token, Map<String, Object> contact) {
        return Chat.send(token, "PUT", "/conversations/{id}/contact", contact, held.id());
    }
}
