package dev.sapa.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sapa.events.CompanyChanged.PortalAccess;
import dev.sapa.events.ConversationChanged;
import dev.sapa.events.ConversationRead;
import dev.sapa.events.ConversationStarted;
import dev.sapa.events.EventHeader;
import dev.sapa.events.MessagePosted;
import dev.sapa.events.NotePosted;
import dev.sapa.events.Topic;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
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

        var records = of(held.id(), 25);

        var versioned = records.stream()
                .filter(record -> header(record, EventHeader.VERSION) != null)
                .toList();
        assertThat(versioned.stream().map(record -> Long.valueOf(String.valueOf(header(record, EventHeader.VERSION)))))
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 24).boxed().toList());
        assertThat(header(records.get(0), EventHeader.TYPE)).isEqualTo(ConversationStarted.TYPE);
        assertThat(header(versioned.get(2), EventHeader.TYPE)).isEqualTo(ConversationChanged.TYPE);
        assertThat(header(versioned.get(2), EventHeader.STAFF)).isEqualTo(grace.toString());
        assertThat(header(versioned.get(23), EventHeader.STATUS)).isEqualTo("closed");
        var closed = new JsonObject(versioned.get(23).value());
        assertThat(closed.getString("cause")).isEqualTo("closed");
        assertThat(closed.getString("reason")).isEqualTo("selesai");
        assertThat(records.stream().filter(record -> ConversationRead.TYPE.equals(header(record, EventHeader.TYPE))))
                .singleElement()
                .satisfies(record -> assertThat(new JsonObject(record.value()).getLong("seq"))
                        .isEqualTo(5));
    }

    @Test
    void a_message_is_told_with_the_whole_state_of_its_conversation() {
        var held = Chat.started(Announcements.company(PortalAccess.STRICT), Map.of("email", "a@b.id", "name", "Ani"));
        Chat.post(held.sessionToken(), held.id(), Map.of("text", "Halo", "client_msg_id", "id-1"));

        var record = of(held.id(), 2).get(1);

        assertThat(header(record, EventHeader.TYPE)).isEqualTo(MessagePosted.TYPE);
        assertThat(header(record, EventHeader.COMPANY)).isEqualTo(held.company().toString());
        assertThat(header(record, EventHeader.CONVERSATION)).isEqualTo(held.id().toString());
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

        var record = of(held.id(), 2).get(1);

        assertThat(header(record, EventHeader.TYPE)).isEqualTo(NotePosted.TYPE);
        assertThat(header(record, EventHeader.VERSION)).isNull();
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

        var told = new JsonObject(of(held.id(), 2).get(1).value());

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

    /** All records of the conversation, once there are {@code count}. */
    private static List<ConsumerRecord<String, String>> of(UUID conversation, int count) {
        var kafka = ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);
        var records = new ArrayList<ConsumerRecord<String, String>>();
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of(
                        "bootstrap.servers",
                        kafka,
                        "group.id",
                        "test-" + UUID.randomUUID(),
                        "auto.offset.reset",
                        "earliest"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.subscribe(List.of(Topic.CHAT));
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    if (conversation.toString().equals(record.key())) {
                        records.add(record);
                    }
                });
                return records.size() >= count;
            });
        }
        return records;
    }

    private static @Nullable String header(ConsumerRecord<String, String> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
