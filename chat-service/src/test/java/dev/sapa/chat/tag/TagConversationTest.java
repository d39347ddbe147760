package dev.sapa.chat.tag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import dev.sapa.chat.Announcements;
import dev.sapa.chat.Chat;
import dev.sapa.chat.Database;
import dev.sapa.chat.ServiceTest;
import dev.sapa.chat.Tokens;
import dev.sapa.events.CompanyChanged.PortalAccess;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** S2-28: preset and custom tags. */
@QuarkusTest
@ServiceTest
class TagConversationTest {

    private UUID company = UUID.randomUUID();
    private String supervisor = "";
    private String agent = "";

    @BeforeEach
    void newCompany() {
        company = Announcements.company(PortalAccess.STRICT);
        supervisor = Tokens.supervisor(company, UUID.randomUUID());
        agent = Tokens.agent(company, UUID.randomUUID());
    }

    @Test
    void the_demonstration_has_its_ten_tags_under_fixed_ids() { // S2-27
        Database.awaitRow("select 1 from tag where id = '550e8400-e29b-41d4-a716-446655440029'");

        Chat.get(Tokens.agent(UUID.fromString("550e8400-e29b-41d4-a716-446655440100"), UUID.randomUUID()), "/tags")
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(10))
                .body("items.name", hasItems("Perizinan Baru", "Urgent"))
                .body("items.find { it.name == 'Komplain' }.id", equalTo("550e8400-e29b-41d4-a716-446655440028"))
                .body("items.find { it.name == 'Komplain' }.color", equalTo("#e83e8c"))
                .body("items.find { it.name == 'Komplain' }.preset", equalTo(true));
    }

    @Test
    void a_name_belongs_to_one_tag_whatever_its_case_and_a_color_has_six_digits() {
        create(supervisor, "Komplain", "#E83E8C", 201);

        create(agent, "KOMPLAIN", "#ffffff", 409);
        create(agent, "Lain", "red", 400);
        create(agent, " ", "#ffffff", 400);
        create(agent, "x".repeat(51), "#ffffff", 400);
        Chat.get(agent, "/tags").then().body("items.color", contains("#e83e8c"));
        Chat.get(Tokens.agent(UUID.randomUUID(), UUID.randomUUID()), "/tags")
                .then()
                .body("items", empty());
    }

    @Test
    void a_conversation_shows_its_tags_and_events_and_messages_know_their_names() {
        var held = Chat.started(company);
        var urgent = create(supervisor, "Urgent", "#dc3545", 201);

        attach(held, Map.of("tag_id", urgent)).statusCode(200).body("items.name", contains("Urgent"));
        attach(held, Map.of("tag_id", urgent)).statusCode(200);
        attach(held, Map.of("name", "Baru saja")).statusCode(200).body("items.name", contains("Baru saja", "Urgent"));

        Chat.get(agent, "/conversations/{id}?include=tags", held.id())
                .then()
                .body("tags.name", contains("Baru saja", "Urgent"))
                .body("tags.preset", contains(false, true))
                .body("version", equalTo(3));
        Chat.say(held.sessionToken(), held.id(), "Halo")
                .then()
                .body("conversation.tags.name", contains("Baru saja", "Urgent"));
        assertThat(Database.column("select tags::text from conversation where id = '%s'".formatted(held.id())))
                .containsExactly("{\"Baru saja\",Urgent}");
    }

    @Test
    void a_tag_is_taken_off_and_once_only() {
        var held = Chat.started(company);
        var urgent = create(supervisor, "Urgent", "#dc3545", 201);
        attach(held, Map.of("tag_id", urgent));

        detach(held, urgent, 204);
        detach(held, urgent, 404);

        Chat.get(agent, "/conversations/{id}", held.id()).then().body("tags", empty());
        Chat.get(agent, "/conversations/{id}/log", held.id())
                .then()
                .body("items.action", contains("started", "tagged", "untagged"))
                .body("items[2].detail.tag", equalTo("Urgent"));
    }

    @Test
    void open_conversations_follow_a_new_name_and_a_removal_and_closed_ones_keep_theirs() {
        var open = Chat.started(company);
        var closed = Chat.started(company);
        var tag = create(supervisor, "Lama", "#dc3545", 201);
        for (var held : List.of(open, closed)) {
            attach(held, Map.of("tag_id", tag));
        }
        Chat.close(closed.sessionToken(), closed.id(), Map.of());

        Chat.send(supervisor, "PATCH", "/tags/{id}", Map.of("name", "Baru"), tag)
                .then()
                .statusCode(200)
                .body("name", equalTo("Baru"))
                .body("color", equalTo("#dc3545"));
        assertThat(tags(open)).isEqualTo("{Baru}");
        assertThat(tags(closed)).isEqualTo("{Lama}");

        Chat.send(agent, "DELETE", "/tags/{id}", "", tag).then().statusCode(403);
        Chat.send(supervisor, "DELETE", "/tags/{id}", "", tag).then().statusCode(204);
        assertThat(tags(open)).isEqualTo("{}");
        assertThat(tags(closed)).isEqualTo("{Lama}");
        attach(open, Map.of("tag_id", tag)).statusCode(404).body("code", equalTo("tag-not-found"));
    }

    @Test
    void another_companys_tag_or_conversation_does_not_exist() { // I13
        var held = Chat.started(company);
        var stranger = Tokens.supervisor(Announcements.company(PortalAccess.STRICT), UUID.randomUUID());
        var foreign = create(stranger, "Urgent", "#dc3545", 201);

        attach(held, Map.of("tag_id", foreign)).statusCode(404);
        Chat.send(stranger, "POST", "/conversations/{id}/tags", Map.of("tag_id", foreign), held.id())
                .then()
                .statusCode(404);
        Chat.send(supervisor, "PATCH", "/tags/{id}", Map.of("name", "x"), foreign)
                .then()
                .statusCode(404);
    }

    private static String create(String token, String name, String color, int status) {
        var response = Chat.send(token, "POST", "/tags", Map.of("name", name, "color", color));
        response.then().statusCode(status);
        return status == 201 ? response.path("id") : "";
    }

    private ValidatableResponse attach(Chat.Held held, Map<String, Object> choice) {
        return Chat.send(agent, "POST", "/conversations/{id}/tags", choice, held.id())
                .then();
    }

    private void detach(Chat.Held held, String tag, int status) {
        Chat.send(agent, "DELETE", "/conversations/{id}/tags/{tag}", "", held.id(), tag)
                .then()
                .statusCode(status);
    }

    private static String tags(Chat.Held held) {
        return Database.column("select tags::text from conversation where id = '%s'".formatted(held.id()))
                .get(0);
    }
}
