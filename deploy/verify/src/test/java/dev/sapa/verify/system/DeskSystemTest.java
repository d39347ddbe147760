package dev.sapa.verify.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sapa.verify.suite.ChatSocket;
import dev.sapa.verify.suite.Livechat;
import dev.sapa.verify.suite.Suite;
import dev.sapa.verify.suite.SuiteExtension;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a desk works with, over the public door: its list, notes, search, canned replies, and the company's looks. */
@Order(4)
@ExtendWith(SuiteExtension.class)
class DeskSystemTest {

    private static final String SECRET = "Pemohon pernah memalsukan dokumen";

    private final Suite suite;
    private final Livechat livechat;

    DeskSystemTest(Suite suite) {
        this.suite = suite;
        this.livechat = new Livechat(suite);
    }

    @Test
    void a_note_reaches_colleagues_and_never_the_visitor_on_any_surface() {
        var started = livechat.start("Izin usaha");
        var session = started.session();
        var agentToken = livechat.login(Livechat.agentEmail(1));
        var agent = livechat.api().bearer(agentToken);
        var visitor = livechat.api().bearer(started.token());
        var notes = "/api/v2/chat/conversations/" + session + "/notes";

        try (var customer = ChatSocket.open(suite.sockets().get(0));
                var desk = ChatSocket.open(suite.sockets().get(0), Map.of("Authorization", "Bearer " + agentToken))) {
            customer.await("hello");
            desk.await("hello");
            customer.send("join_session", session, Map.of("session_token", started.token()));
            customer.await("joined_session");
            desk.send("join_session", session, Map.of());
            desk.await("joined_session");

            agent.post(notes, Map.of("text", SECRET)).expect(201);
            assertThat(desk.await("note").at("/data/text").asText()).isEqualTo(SECRET);
            customer.send("send_message", session, Map.of("message", "Halo", "client_msg_id", "c-1"));
            customer.await("ack");

            assertThat(customer.frames().toString())
                    .doesNotContain("memalsukan")
                    .doesNotContain("\"note\"");
        }
        assertThat(agent.get(notes).expect(200).path("items").findValuesAsText("text"))
                .containsExactly(SECRET);
        assertThat(visitor.get(notes).status()).as("for people who sign in").isEqualTo(401);
        for (var path : List.of(
                "/api/v2/chat/conversations/" + session + "?include=messages,contact,log,tags",
                "/api/v2/chat/conversations/" + session + "/messages",
                "/api/v2/chat/conversations/" + session + "/transcript",
                "/api/public/chat/session/" + session + "/messages",
                "/api/public/chat/session/" + session + "/transcript")) {
            var seen = visitor.with("X-Session-Token", started.token()).get(path);
            assertThat(seen.status()).as(path).isEqualTo(200);
            assertThat(seen.text()).as(path).doesNotContain("memalsukan");
        }
        livechat.close(livechat.admin(), session);
    }

    @Test
    void the_list_and_the_search_show_staff_their_own_and_another_company_nothing() {
        var word = "kata" + UUID.randomUUID().toString().substring(0, 8);
        var started = livechat.start("Pencarian");
        var admin = livechat.admin();
        livechat.assign(admin, started.session(), Livechat.agentId(2));
        var mine = livechat.as(Livechat.agentEmail(2));
        var other = livechat.as(Livechat.agentEmail(3));
        mine.post("/api/v2/chat/conversations/" + started.session() + "/messages", Map.of("text", "Soal " + word))
                .expect(201);
        var stranger = StrictCompany.of(suite, livechat).admin();
        var search = "/api/v2/chat/search/messages?q=" + word.substring(0, 9);

        assertThat(sessions(
                        mine.get("/api/v2/chat/inbox?scope=mine&counts=true").expect(200)))
                .contains(started.session());
        assertThat(mine.get(search).expect(200).at("/items/0/conversation/id").asText())
                .isEqualTo(started.session());
        assertThat(admin.get(search).expect(200).path("items")).hasSize(1);
        for (var outsider : List.of(other, stranger)) {
            assertThat(outsider.get(search).expect(200).path("items")).isEmpty();
            assertThat(sessions(outsider.get("/api/v2/chat/inbox?limit=500").expect(200)))
                    .doesNotContain(started.session());
        }
        stranger.get("/api/v2/chat/conversations/" + started.session() + "/notes")
                .expect(404);
        livechat.close(admin, started.session());
    }

    @Test
    void an_overseer_stores_answers_and_an_admin_says_how_the_company_looks() {
        var admin = livechat.admin();
        var agent = livechat.as(Livechat.agentEmail(1));
        var shortcut = "s-" + UUID.randomUUID().toString().substring(0, 8);
        var canned = Map.of("shortcut", shortcut, "title", "Salam", "text", "Selamat pagi {{visitor.name}}");

        assertThat(agent.post("/api/v2/chat/canned-replies", canned).status()).isEqualTo(403);
        admin.post("/api/v2/chat/canned-replies", canned).expect(201);
        assertThat(agent.get("/api/v2/chat/canned-replies?q=" + shortcut)
                        .expect(200)
                        .at("/items/0/placeholders/0")
                        .asText())
                .isEqualTo("visitor.name");

        var company =
                admin.get("/api/v2/auth/me").expect(200).path("company_id").asText();
        assertThat(agent.patch("/api/v2/auth/companies/" + company, Map.of("name", "X"))
                        .status())
                .isEqualTo(403);
        admin.patch("/api/v2/auth/companies/" + company, Map.of("branding", Map.of("color", "#036772")))
                .expect(200);
        var open = livechat.api().get("/api/v2/auth/companies/oss/public");
        assertThat(open.expect(200).at("/branding/color").asText()).isEqualTo("#036772");
        assertThat(open.header("ETag")).isNotNull();
    }

    private static List<String> sessions(JsonNode page) {
        return page.path("items").findValuesAsText("id");
    }
}
