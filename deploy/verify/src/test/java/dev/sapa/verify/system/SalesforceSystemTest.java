package dev.sapa.verify.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sapa.verify.suite.Api;
import dev.sapa.verify.suite.Livechat;
import dev.sapa.verify.suite.Livechat.Started;
import dev.sapa.verify.suite.Suite;
import dev.sapa.verify.suite.SuiteExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A visitor here, an agent in Salesforce: through the bridge and the emulated Salesforce, whose agents sit at our own desk,
 * in conversations of the channel "salesforce".
 */
@ExtendWith(SuiteExtension.class)
class SalesforceSystemTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Suite suite;
    private final Livechat livechat;
    private final Api admin;

    SalesforceSystemTest(Suite suite) {
        this.suite = suite;
        this.livechat = new Livechat(suite);
        this.admin = livechat.admin();
    }

    @Test
    void a_visitor_here_and_an_agent_there_talk_and_come_to_an_end() {
        var mark = UUID.randomUUID().toString();
        var visitor = livechat.start("Izin usaha");
        say(visitor, "halo " + mark);
        transfer(visitor);

        assertThat(waiting()).doesNotContain(visitor.session());
        assertThat(status(visitor)).isEqualTo("waiting");
        var there = there(mark);
        say(visitor, "masih di sana? " + mark);
        eventually(() -> assertThat(texts(there, "visitor")).containsExactly("halo " + mark, "masih di sana? " + mark));

        answer(there, "selamat pagi " + mark);
        answer(there, "ada yang bisa dibantu? " + mark);
        eventually(() -> assertThat(texts(visitor.session(), "agent"))
                .containsExactly("selamat pagi " + mark, "ada yang bisa dibantu? " + mark));
        assertThat(status(visitor)).isEqualTo("active");

        livechat.close(admin, there);
        eventually(() -> assertThat(status(visitor)).isEqualTo("closed"));
    }

    /** Killed while words go both ways: nothing is lost, nothing comes twice, and all in order. */
    @Test
    void a_killed_bridge_loses_and_doubles_nothing() {
        var mark = UUID.randomUUID().toString();
        var visitor = livechat.start("Izin usaha");
        say(visitor, "0 " + mark);
        transfer(visitor);
        var there = there(mark);
        var asked = IntStream.rangeClosed(0, 12).mapToObj(i -> i + " " + mark).toList();
        var answered = new ArrayList<String>();
        for (int i = 1; i <= 12; i++) {
            say(visitor, asked.get(i));
            answered.add("re " + i + " " + mark);
            answer(there, "re " + i + " " + mark);
            if (i == 6) {
                suite.kill(suite.member("salesforce-bridge"));
            }
        }

        eventually(() -> assertThat(texts(there, "visitor")).containsExactlyElementsOf(asked));
        eventually(() -> assertThat(texts(visitor.session(), "agent")).containsExactlyElementsOf(answered));
        livechat.close(admin, visitor.session());
    }

    @Test
    void a_company_without_a_salesforce_gets_its_conversation_back_and_nothing_of_anothers() {
        var other = livechat.as("admin@companyb.test");
        other.get("/api/salesforce/config").expect(404);
        var mine = admin.get("/api/salesforce/config").expect(200);
        assertThat(mine.path("has_jwk").asBoolean()).isTrue();
        assertThat(mine.toString()).doesNotContain("\"d\"", "client_secret\":\"");

        var visitor = livechat.start(livechat.api().with("X-Company", "companyb"), "Izin");
        other.post("/api/v2/chat/conversations/" + visitor.session() + "/transfer", Map.of("to", Map.of("desk", "salesforce")))
                .expect(200);
        eventually(() -> assertThat(other.get("/api/v2/chat/conversations/" + visitor.session())
                        .expect(200)
                        .path("desk")
                        .asText())
                .isEqualTo("sapa"));
        admin.post("/api/v2/chat/conversations/" + visitor.session() + "/transfer", Map.of("to", Map.of("desk", "salesforce")))
                .expect(404);
    }

    @Test
    void the_connection_of_the_demo_is_found_well() {
        var trial = admin.post("/api/salesforce/config/test", Map.of()).expect(200);

        assertThat(trial.path("ok").asBoolean()).as(trial.toString()).isTrue();
    }

    private void transfer(Started visitor) {
        admin.post(
                        "/api/chat/agent/transfer",
                        Map.of("session_id", visitor.session(), "target", "salesforce", "reason", "they know"))
                .expect(200);
    }

    private void say(Started visitor, String text) {
        livechat.api()
                .with("X-Session-Token", visitor.token())
                .post("/api/v2/chat/conversations/" + visitor.session() + "/messages", Map.of("text", text))
                .expect(201);
    }

    private void answer(String there, String text) {
        eventually(() -> admin.post("/api/chat/agent/message", Map.of("session_id", there, "message", text))
                .expect(200));
    }

    /** The conversation at our desk that stands for the one in the emulated Salesforce. */
    private String there(String mark) {
        var found = new ArrayList<String>();
        eventually(() -> {
            found.clear();
            for (var item : items("/api/v2/chat/conversations?limit=50")) {
                var id = item.path("id").asText();
                if (item.path("channel").asText().equals("salesforce")
                        && texts(id, "visitor").stream().anyMatch(text -> text.contains(mark))) {
                    found.add(id);
                }
            }
            assertThat(found).hasSize(1);
        });
        return found.get(0);
    }

    private List<String> waiting() {
        return items("/api/v2/chat/conversations?status=waiting&limit=200").stream()
                .map(item -> item.path("id").asText())
                .toList();
    }

    private String status(Started visitor) {
        return admin.get("/api/v2/chat/conversations/" + visitor.session())
                .expect(200)
                .path("status")
                .asText();
    }

    private List<String> texts(String conversation, String author) {
        return items("/api/v2/chat/conversations/" + conversation + "/messages?limit=200").stream()
                .filter(message -> message.path("author").asText().equals(author))
                .map(message -> message.path("text").asText())
                .toList();
    }

    private List<JsonNode> items(String path) {
        return StreamSupport.stream(
                        admin.get(path).expect(200).path("items").spliterator(), false)
                .toList();
    }

    private static void eventually(ThrowingRunnable assertion) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).untilAsserted(assertion);
    }
}
