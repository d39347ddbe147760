package dev.sapa.verify.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sapa.verify.suite.Api;
import dev.sapa.verify.suite.ChatSocket;
import dev.sapa.verify.suite.Livechat;
import dev.sapa.verify.suite.Livechat.Started;
import dev.sapa.verify.suite.Suite;
import dev.sapa.verify.suite.SuiteExtension;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.awaitility.core.ThrowingRunnable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A visitor here, an agent in Salesforce: through the bridge and the emulated Salesforce, whose agents sit at our own desk,
 * in conversations of the channel "salesforce".
 */
@Order(8)
@ExtendWith(SuiteExtension.class)
class SalesforceSystemTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

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
        other.post(
                        "/api/v2/chat/conversations/" + visitor.session() + "/transfer",
                        Map.of("to", Map.of("desk", "salesforce")))
                .expect(200);
        eventually(() -> assertThat(other.get("/api/v2/chat/conversations/" + visitor.session())
                        .expect(200)
                        .path("desk")
                        .asText())
                .isEqualTo("sapa"));
        admin.post(
                        "/api/v2/chat/conversations/" + visitor.session() + "/transfer",
                        Map.of("to", Map.of("desk", "salesforce")))
                .expect(404);
        livechat.close(other, visitor.session());
    }

    @Test
    void two_companies_know_nothing_of_each_other() {
        var one = own();
        var other = SalesforceCompany.of(suite);
        var a = one.bridged("Izin");
        var b = other.bridged("Izin");
        one.say(a.here(), "of one");
        other.say(b.here(), "of the other");

        eventually(() -> assertThat(one.heardThere(a.there())).containsExactly("of one"));
        eventually(() -> assertThat(other.heardThere(b.there())).containsExactly("of the other"));
        assertThat(one.look(a.there()).path("org_id").asText()).isEqualTo(one.org());
        assertThat(other.look(b.there()).path("org_id").asText()).isEqualTo(other.org());
        assertThat(other.conversations()).hasSize(1);
        assertThat(one.admin().get("/api/v2/chat/conversations/" + b.session()).status())
                .isEqualTo(404);
        assertThat(one.conversations().findValuesAsText("subject"))
                .doesNotContain(other.look(b.there()).path("subject").asText());
        livechat.close(other.admin(), b.session());
        livechat.close(one.admin(), a.session());
    }

    @Test
    void the_native_route_and_a_departments_desk_lead_there_too() {
        var company = own();
        var by = company.start("Izin");
        company.transfer(by, "salesforce").expect(200);
        assertThat(company.look(company.remote(by))
                        .at("/routing_attributes/_subject")
                        .asText())
                .isEqualTo("Izin");

        var department = company.admin()
                .post("/api/v2/auth/departments", Map.of("name", "Di Salesforce", "desk", "salesforce"))
                .expect(201)
                .path("id")
                .asText();
        var drawn = company.start("Pajak");
        eventually(() -> company.admin()
                .post("/api/chat/agent/transfer", Map.of("session_id", drawn.session(), "department_id", department))
                .expect(200));
        assertThat(company.remote(drawn)).isNotEmpty();
        assertThat(company.view(drawn).path("status").asText()).isEqualTo("waiting");

        var handed = company.start("Cabang");
        var path = "/api/v2/chat/conversations/" + handed.session();
        company.admin().put(path + "/responder", Map.of("responder", "bot")).expect(200);
        var handOff = company.bot()
                .post(path + "/handoff", Map.of("slots", Map.of("department", "di salesforce")))
                .expect(200);
        assertThat(handOff.path("desk").asText()).isEqualTo("salesforce");
        assertThat(company.remote(handed)).isNotEmpty();

        livechat.close(company.admin(), handed.session());
        livechat.close(company.admin(), by.session());
        livechat.close(company.admin(), drawn.session());
        eventually(() ->
                assertThat(company.conversations().findValuesAsText("closed")).containsOnly("true"));
    }

    @Test
    void what_was_said_before_stands_in_the_sessions_record_and_what_is_unanswered_is_said_there() {
        var company = own();
        var visitor = company.start("Izin");
        company.say(visitor, "apa syaratnya?");
        company.admin()
                .post(
                        "/api/v2/chat/conversations/" + visitor.session() + "/messages",
                        Map.of("text", "sebentar, rekan kami di Salesforce tahu"))
                .expect(201);
        company.say(visitor, "baik, saya tunggu");
        company.toSalesforce(visitor);
        var there = company.remote(visitor);

        eventually(() -> assertThat(company.heardThere(there)).containsExactly("baik, saya tunggu"));
        eventually(() -> assertThat(company.look(there).path("transcript").asText())
                .contains("=== Chatbot Conversation Transcript ===", "apa syaratnya?", "rekan kami", "=== End")
                .doesNotContain("saya tunggu"));
        assertThat(company.look(there).path("routing_attributes").toString())
                .contains("\"_subject\":\"Izin\"", "\"_firstName\":", "\"_email\":", visitor.session());
        livechat.close(company.admin(), visitor.session());
    }

    @Test
    void who_joins_leaves_and_ends_there_shows_here_and_a_transfer_there_ends_nothing() {
        var company = own();
        var bridged = company.bridged("Izin");
        company.act(bridged.there(), "join", Map.of("subject", "005000000000011", "name", "Dewi"));
        eventually(() -> {
            assertThat(company.view(bridged.here()).path("status").asText()).isEqualTo("active");
            assertThat(company.view(bridged.here()).path("desk_agent").asText()).isEqualTo("Dewi");
        });
        company.answers(bridged.there(), "selamat pagi");
        company.act(bridged.there(), "leave", Map.of());
        company.act(bridged.there(), "join", Map.of("subject", "005000000000012", "name", "Budi"));
        company.answers(bridged.there(), "saya lanjutkan");

        eventually(() -> {
            var said = company.messages(bridged.session(), "agent");
            assertThat(said)
                    .extracting(message -> message.path("text").asText())
                    .containsExactly("selamat pagi", "saya lanjutkan");
            assertThat(said)
                    .extracting(message -> message.path("author_name").asText())
                    .containsExactly("Dewi", "Budi");
        });
        assertThat(company.view(bridged.here()).path("status").asText()).isEqualTo("active");

        company.act(bridged.there(), "end", Map.of("role", "Agent"));
        eventually(() ->
                assertThat(company.view(bridged.here()).path("status").asText()).isEqualTo("closed"));
        assertThat(company.view(bridged.here()).path("close_reason").asText()).isEqualTo("ended-by-agent");
    }

    @Test
    void a_routing_failure_there_puts_it_into_our_queue_and_the_visitor_is_told() {
        var company = own();
        var bridged = company.bridged("Izin");
        company.act(bridged.there(), "fail-routing", Map.of());

        eventually(() -> {
            assertThat(company.view(bridged.here()).path("desk").asText()).isEqualTo("sapa");
            assertThat(company.view(bridged.here()).path("status").asText()).isEqualTo("waiting");
            assertThat(company.texts(bridged.session(), "system"))
                    .anyMatch(text -> text.startsWith("Our colleagues cannot be reached"));
        });
        assertThat(company.admin()
                        .get("/api/chat/admin/waiting")
                        .expect(200)
                        .path("data")
                        .findValuesAsText("session_id"))
                .contains(bridged.session());
        livechat.close(company.admin(), bridged.session());
    }

    @Test
    void refusals_and_failures_of_salesforce_lose_double_and_disorder_nothing() {
        var company = own();
        var bridged = company.bridged("Izin");
        company.switches(Map.of("session_required", true));
        company.say(bridged.here(), "1: 417");
        eventually(() -> assertThat(company.heardThere(bridged.there())).containsExactly("1: 417"));
        company.switches(Map.of());

        company.fault(Map.of("path", "/message$", "kind", "before", "status", 429, "retry_after", 1));
        company.say(bridged.here(), "2: 429");
        company.fault(Map.of("path", "/message$", "kind", "before", "status", 503));
        company.say(bridged.here(), "3: 503 before");
        company.fault(Map.of("path", "/message$", "kind", "after", "status", 500));
        company.say(bridged.here(), "4: 500 after");
        company.fault(Map.of("path", "/message$", "kind", "cut-after"));
        company.say(bridged.here(), "5: cut after");
        company.fault(Map.of("path", "/message$", "kind", "cut"));
        company.say(bridged.here(), "6: cut before");
        company.expireTokens();
        company.say(bridged.here(), "7: token");

        eventually(() -> assertThat(company.heardThere(bridged.there()))
                .containsExactly(
                        "1: 417",
                        "2: 429",
                        "3: 503 before",
                        "4: 500 after",
                        "5: cut after",
                        "6: cut before",
                        "7: token"));
        livechat.close(company.admin(), bridged.session());
    }

    @Test
    void tokens_that_live_ten_seconds_are_survived() {
        var company = own();
        company.switches(Map.of("token_seconds", 10));
        var bridged = company.bridged("Izin");
        var said = new ArrayList<String>();
        var answered = new ArrayList<String>();
        for (int i = 0; i < 8; i++) {
            said.add("tanya " + i);
            answered.add("jawab " + i);
            company.say(bridged.here(), said.get(i));
            company.answers(bridged.there(), answered.get(i));
            int heard = i + 1;
            await().pollDelay(Duration.ofSeconds(2))
                    .atMost(SalesforceCompany.PATIENCE)
                    .untilAsserted(() -> {
                        assertThat(company.heardThere(bridged.there())).hasSize(heard);
                        assertThat(company.texts(bridged.session(), "agent")).hasSize(heard);
                    });
        }
        assertThat(company.heardThere(bridged.there())).containsExactlyElementsOf(said);
        assertThat(company.texts(bridged.session(), "agent")).containsExactlyElementsOf(answered);
        livechat.close(company.admin(), bridged.session());
        company.switches(Map.of());
    }

    @Test
    void files_typing_and_read_marks_go_both_ways() {
        var company = own();
        var bridged = company.bridged("Izin");
        company.act(bridged.there(), "join", Map.of("subject", "005000000000011", "name", "Dewi"));
        var file = upload(company.visitor(bridged.here()), bridged.session(), "denah.txt", "denah lokasi");
        company.visitor(bridged.here())
                .post(
                        "/api/v2/chat/conversations/" + bridged.session() + "/messages",
                        Map.of(
                                "text",
                                "ini denahnya",
                                "message_type",
                                "file",
                                "attachments",
                                List.of(Map.of("id", file))))
                .expect(201);
        eventually(() -> assertThat(
                        company.entries(bridged.there(), "EndUser", "Message").toString())
                .contains("denah.txt", "ini denahnya"));

        var theirs = company.entries(bridged.there(), "EndUser", "Message").get(0);
        company.act(
                bridged.there(),
                "attach",
                Map.of(
                        "name",
                        "permit.txt",
                        "content_type",
                        "text/plain",
                        "url",
                        suite.base() + "/health",
                        "text",
                        "izin Anda"));
        eventually(() -> {
            var said = company.messages(bridged.session(), "agent");
            assertThat(said).hasSize(1);
            var attachment = said.get(0).at("/attachments/0");
            assertThat(attachment.path("name").asText()).isEqualTo("permit.txt");
            assertThat(attachment.path("size").asLong()).isPositive();
            var content = livechat.api()
                    .get(URI.create(attachment.path("url").asText()).getPath());
            assertThat(content.status()).as(attachment.toString()).isEqualTo(200);
        });
        company.act(
                bridged.there(),
                "attach",
                Map.of("name", "evil.txt", "content_type", "text/plain", "url", "http://169.254.169.254/latest"));
        eventually(() -> assertThat(company.texts(bridged.session(), "agent"))
                .last()
                .asString()
                .contains("evil.txt"));

        company.act(
                bridged.there(),
                "read",
                Map.of("entry_id", theirs.path("identifier").asText()));
        eventually(() ->
                assertThat(company.view(bridged.here()).path("unread").asLong()).isZero());
        company.visitor(bridged.here())
                .post("/api/v2/chat/conversations/" + bridged.session() + "/read", Map.of("seq", 3));
        try (var visitor = ChatSocket.open(suite.sockets().get(0))) {
            visitor.send("join_session", bridged.session(), Map.of()).await("joined_session");
            eventually(() -> {
                company.act(bridged.there(), "typing", Map.of("is_typing", true));
                visitor.await("typing", data -> data.path("is_typing").asBoolean());
            });
        }
        livechat.close(company.admin(), bridged.session());
    }

    private static @Nullable SalesforceCompany own;

    /** One company for these tests. */
    private SalesforceCompany own() {
        var company = own;
        if (company == null) {
            company = SalesforceCompany.of(suite);
            own = company;
        }
        return company;
    }

    private String upload(Api who, String session, String name, String content) {
        return who.postFile("/api/v2/chat/conversations/" + session + "/files", name, "text/plain", content)
                .expect(201)
                .path("id")
                .asText();
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
        return StreamSupport.stream(admin.get(path).expect(200).path("items").spliterator(), false)
                .toList();
    }

    private static void eventually(ThrowingRunnable assertion) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).untilAsserted(assertion);
    }
}
