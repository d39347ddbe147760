package dev.sapa.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sapa.events.CompanyChanged.PortalAccess;
import dev.sapa.events.ConversationChanged;
import dev.sapa.events.ConversationRead;
import dev.sapa.events.ConversationStarted;
import dev.sapa.events.EventHeader;
import dev.sapa.events.MessagePosted;
import dev.sapa.events.NotePosted;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What the other services hear. */
@QuarkusTest
@ServiceTest
class ChatEventsTest {

    @Test
    void everything_that_happens_to_a_conversation_is_told_with_a_version_without_gaps() {
        var grace = UUID.randomUUID();
        var held = Chat.started(Announcements.company(PortalAccess.STRICT));
        Chat.say(held.sessionToken(), held.id(), "Halo");
        Chat.assign(held, 1, grace);
        Flood.of(20, i -> Flood.say(held.sessionToken(), held.id(), "m" + i, "id-" + i));
        Chat.post(held.sessionToken(), held.id(), Map.of("text", "m1", "client_msg_id", "id-1"));
        read(Tokens.agent(held.company(), grace), held, 5);
        Chat.close(Tokens.agent(held.company(), grace), held.id(), Map.of("reason", "selesai"));

        var records = Told.of(held.id(), 25);

        var versioned = records.stream()
                .filter(record -> Told.header(record, EventHeader.VERSION) != null)
                .toList();
        assertThat(versioned.stream()
                        .map(record -> Long.valueOf(String.valueOf(Told.header(record, EventHeader.VERSION)))))
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 24).boxed().toList());
        assertThat(Told.header(records.get(0), EventHeader.TYPE)).isEqualTo(ConversationStarted.TYPE);
        assertThat(Told.header(versioned.get(2), EventHeader.TYPE)).isEqualTo(ConversationChanged.TYPE);
        assertThat(Told.header(versioned.get(2), EventHeader.STAFF)).isEqualTo(grace.toString());
        assertThat(Told.header(versioned.get(23), EventHeader.STATUS)).isEqualTo("closed");
        var closed = new JsonObject(versioned.get(23).value());
        assertThat(closed.getString("cause")).isEqualTo("closed");
        assertThat(closed.getString("reason")).isEqualTo("selesai");
        assertThat(records.stream()
                        .filter(record -> ConversationRead.TYPE.equals(Told.header(record, EventHeader.TYPE))))
                .singleElement()
                .satisfies(record -> assertThat(new JsonObject(record.value()).getLong("seq"))
                        .isEqualTo(5));
    }

    @Test
    void a_message_is_told_with_the_whole_state_of_its_conversation() {
        var held = Chat.started(Announcements.company(PortalAccess.STRICT), Map.of("email", "a@b.id", "name", "Ani"));
        Chat.post(held.sessionToken(), held.id(), Map.of("text", "Halo", "client_msg_id", "id-1"));

        var record = Told.of(held.id(), 2).get(1);

        assertThat(Told.header(record, EventHeader.TYPE)).isEqualTo(MessagePosted.TYPE);
        assertThat(Told.header(record, EventHeader.COMPANY))
                .isEqualTo(held.company().toString());
        assertThat(Told.header(record, EventHeader.CONVERSATION))
                .isEqualTo(held.id().toString());
        var posted = new JsonObject(record.value());
        assertThat(posted.getString("author")).isEqualTo("visitor");
        assertThat(posted.getString("author_name")).isEqualTo("Ani");
        assertThat(posted.getString("client_msg_id")).isEqualTo("id-1");
        assertThat(posted.getLong("seq")).isEqualTo(1);
        assertThat(posted.getLong("number")).isPositive();
        var conversation = posted.getJsonObject("conversation");
        assertThat(conversation.getLong("last_seq")).isEqualTo(1);
        assertThat(conversation.getString("status")).isEqualTo("waiting");
        assertThat(conversation.getBoolean("routable")).isTrue();
    }

    @Test
    void a_note_is_told_without_a_version_and_no_header_says_what_it_says() {
        var held = Chat.started(Announcements.company(PortalAccess.STRICT));
        var agent = Tokens.agent(held.company(), UUID.randomUUID());
        Chat.send(agent, "POST", "/conversations/{id}/notes", Map.of("text", "Rahasia"), held.id())
                .then()
                .statusCode(201);

        var record = Told.of(held.id(), 2).get(1);

        assertThat(Told.header(record, EventHeader.TYPE)).isEqualTo(NotePosted.TYPE);
        assertThat(Told.header(record, EventHeader.VERSION)).isNull();
        assertThat(new JsonObject(record.value()).getString("text")).isEqualTo("Rahasia");
        record.headers().forEach(header -> assertThat(new String(header.value(), StandardCharsets.UTF_8))
                .doesNotContain("Rahasia"));
    }

    @Test
    void what_a_bot_found_out_is_told_to_those_who_route() {
        var held = Chat.started(Announcements.company(PortalAccess.STRICT));
        Database.execute("update conversation set responder = 'bot' where id = '%s'".formatted(held.id()));
        var packet = Map.of("slots", Map.of("language", "EN", "skill", "nib", "nib", "77"));
        Chat.send(Tokens.bot(held.company()), "POST", "/conversations/{id}/handoff", packet, held.id())
                .then()
                .statusCode(200);

        var told = new JsonObject(Told.of(held.id(), 2).get(1).value());

        assertThat(told.getString("cause")).isEqualTo("handed_over");
        assertThat(told.getJsonObject("conversation").getJsonObject("attributes"))
                .isEqualTo(new JsonObject().put("language", "en").put("skill", "nib"));
    }

    private static void read(String token, Chat.Held held, long seq) {
        RestAssured.given()
                .auth()
                .oauth2(token)
                .contentType(ContentType.JSON)
                .body(Map.of("seq", seq))
                .post("/conversations/{id}/read", held.id())
                .then()
                .statusCode(204);
    }
}
