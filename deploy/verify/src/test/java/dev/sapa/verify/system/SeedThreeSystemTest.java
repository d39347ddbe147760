package dev.sapa.verify.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sapa.verify.suite.Livechat;
import dev.sapa.verify.suite.Suite;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** S3-1 to S3-12: the licensing portal's chat. */
@Order(4)
class SeedThreeSystemTest extends SeedTest {

    private static final String START = "/api/chat/start";
    private static final String CONTACT = "/api/chat/contact";
    private static final String LINK = "/api/chat/link-user";
    private static final String HISTORY = "/api/chat/history?";

    SeedThreeSystemTest(Suite suite) {
        super(suite);
    }

    private static String browser() {
        return UUID.randomUUID().toString();
    }

    private static String account() {
        return "USER-" + UUID.randomUUID();
    }

    private JsonNode startWith(String browser) {
        return startOss(Map.of("browser_uuid", browser, "topic", "Pertanyaan tentang izin usaha"));
    }

    private JsonNode startAs(String account) {
        return startOss(Map.of("oss_user_id", account, "email", account + "@example.com", "topic", "Izin saya"));
    }

    private static Map<String, String> contactOf(String session) {
        return new HashMap<>(Map.of(
                "session_id", session,
                "contact_name", "John Doe",
                "contact_email", "john@company.com",
                "contact_phone", "+6281234567890",
                "position", "Manager",
                "company_name", "PT. Example"));
    }

    private static Map<String, String> link(String browser, String account) {
        return Map.of("browser_uuid", browser, "oss_user_id", account, "email", account + "@example.com");
    }

    private static List<String> sessions(JsonNode history) {
        return history.path("sessions").findValuesAsText("session_id");
    }

    @Test
    void s3_01_start_answers_the_documents_fields_and_the_widgets_data() {
        var body = api.post(
                        START,
                        Map.of(
                                "browser_uuid", browser(),
                                "topic", "Pertanyaan tentang izin usaha",
                                "priority", "normal",
                                "user_agent", "Mozilla/5.0"))
                .expect(201);

        assertThat(UUID.fromString(session(body))).isNotNull();
        assertThat(body.path("chat_user_id").asText()).isNotBlank();
        assertThat(body.path("status").asText()).isEqualTo("waiting");
        assertThat(body.path("message").asText()).isEqualTo("Chat session started successfully");
        assertThat(body.path("requires_contact").asBoolean()).isTrue();
        assertThat(body.path("success").asBoolean()).isTrue();
        assertThat(body.at("/data/session_id")).isEqualTo(body.path("session_id"));
        assertThat(body.at("/data/requires_contact").asBoolean()).isTrue();
        livechat.close(admin(), session(body));
    }

    @Test
    void s3_02_what_a_start_lacks_is_named() {
        var withoutTopic = api.post(START, Map.of("browser_uuid", browser()));
        assertOssRefused(withoutTopic, 400, "Invalid request body");
        assertThat(withoutTopic.body().path("details").asText()).isEqualTo("missing required field: topic");
        assertOssRefused(api.post(START, Map.of("topic", "Izin")), 400, "Invalid request body");
        assertOssRefused(
                api.post(START, Map.of("topic", "Izin", "oss_user_id", account())), 400, "Invalid request body");
        assertOssRefused(
                api.post(START, Map.of("topic", "Izin", "browser_uuid", browser(), "priority", "soon")),
                400,
                "Invalid request body");
        assertThat(detail(session(startWith(browser()))).path("priority").asText())
                .isEqualTo("normal");
    }

    @Test
    void s3_03_the_same_browser_or_account_is_the_same_user_in_another_session() {
        var browser = browser();
        var account = account();
        for (var pair :
                List.of(List.of(startWith(browser), startWith(browser)), List.of(startAs(account), startAs(account)))) {
            assertThat(pair.get(1).path("chat_user_id")).isEqualTo(pair.get(0).path("chat_user_id"));
            assertThat(session(pair.get(1))).isNotEqualTo(session(pair.get(0)));
        }
    }

    @Test
    void s3_04_a_contact_keeps_its_id_when_it_is_set_again() {
        var session = session(startWith(browser()));

        var first = api.post(CONTACT, contactOf(session)).expect(200);
        assertThat(first.path("message").asText()).isEqualTo("Contact information set successfully");
        var changed = contactOf(session);
        changed.put("contact_name", "Jane Doe");
        var second = api.post(CONTACT, changed).expect(200);

        assertThat(second.path("contact_id")).isEqualTo(first.path("contact_id"));
        assertThat(second.at("/data/contact_id")).isEqualTo(first.path("contact_id"));
        assertThat(second.at("/data/message").asText()).isEqualTo("Contact information updated successfully");
        assertThat(detail(session).at("/contact/contact_name").asText()).isEqualTo("Jane Doe");
    }

    @Test
    void s3_04_a_contact_that_is_none_or_belongs_nowhere_is_refused() {
        var session = session(startWith(browser()));
        assertOssRefused(api.post(CONTACT, contactOf(UNKNOWN)), 404, "Session not found");
        for (var field : List.of("session_id", "contact_name", "contact_email")) {
            var incomplete = contactOf(session);
            incomplete.remove(field);
            assertOssRefused(api.post(CONTACT, incomplete), 400, "Invalid request body");
        }
        var bad = contactOf(session);
        bad.put("contact_email", "john");
        assertOssRefused(api.post(CONTACT, bad), 400, "Invalid request body");
        assertThat(detail(session).path("contact").isNull()).isTrue();
    }

    @Test
    void s3_05_linking_keeps_the_users_id_and_repeats_harmlessly() {
        var browser = browser();
        var account = account();
        var started = startWith(browser);

        var body = api.post(LINK, link(browser, account)).expect(200);

        assertThat(body.path("message").asText()).isEqualTo("Successfully linked to OSS account");
        assertThat(body.path("chat_user_id")).isEqualTo(started.path("chat_user_id"));
        assertThat(body.at("/data/chat_user_id")).isEqualTo(started.path("chat_user_id"));
        assertThat(api.post(LINK, link(browser, account)).expect(200).path("chat_user_id"))
                .isEqualTo(started.path("chat_user_id"));
        assertOssRefused(api.post(LINK, link(browser, account())), 400, "User is already linked to OSS account");
        assertOssRefused(api.post(LINK, link(browser(), account)), 404, "Anonymous user not found");
        assertOssRefused(api.post(LINK, Map.of("browser_uuid", browser)), 400, "Invalid request body");
    }

    @Test
    void s3_05_when_the_account_is_known_already_both_histories_become_one() {
        var browser = browser();
        var account = account();
        var known = session(startAs(account));
        var anonymous = session(startWith(browser));

        api.post(LINK, link(browser, account)).expect(200);

        for (var query : List.of("oss_user_id=" + account, "browser_uuid=" + browser)) {
            var history = api.get(HISTORY + query).expect(200);
            assertThat(sessions(history)).containsExactly(anonymous, known);
            assertThat(history.path("total").asInt()).isEqualTo(2);
        }
        assertThat(startAs(account).path("chat_user_id"))
                .isEqualTo(startWith(browser).path("chat_user_id"));
    }

    @Test
    void s3_06_the_history_shows_the_users_own_sessions_newest_first() {
        var account = account();
        var first = session(startAs(account));
        api.post(CONTACT, contactOf(first)).expect(200);
        assign(admin(), first, Livechat.agentId(4)).expect(200);
        say(api, first, "Terima kasih atas bantuan Anda").expect(200);
        livechat.close(agent(4), first);
        var second = session(startAs(account));
        startWith(browser());

        var body = api.get(HISTORY + "oss_user_id=" + account + "&limit=10&offset=0")
                .expect(200);

        assertThat(sessions(body)).containsExactly(second, first);
        assertThat(body.path("total").asInt()).isEqualTo(2);
        assertThat(body.path("limit").asInt()).isEqualTo(10);
        assertThat(body.path("offset").asInt()).isZero();
        assertThat(body.at("/data/total").asInt()).isEqualTo(2);
        var closed = body.at("/sessions/1");
        assertThat(closed.path("topic").asText()).isEqualTo("Izin saya");
        assertThat(closed.path("status").asText()).isEqualTo("closed");
        assertThat(closed.path("priority").asText()).isEqualTo("normal");
        assertRecent(closed.path("started_at"));
        assertRecent(closed.path("ended_at"));
        assertThat(closed.at("/agent/id").asText()).isEqualTo(Livechat.agentId(4));
        assertThat(closed.at("/agent/name").asText()).isNotBlank();
        assertThat(closed.at("/agent/email").asText()).isEqualTo(Livechat.agentEmail(4));
        assertThat(closed.at("/department/name").asText()).isEqualTo("Perpajakan");
        assertThat(closed.path("contact"))
                .isEqualTo(new ObjectMapper()
                        .createObjectNode()
                        .put("contact_name", "John Doe")
                        .put("contact_email", "john@company.com")
                        .put("contact_phone", "+6281234567890")
                        .put("position", "Manager")
                        .put("company_name", "PT. Example"));
        assertThat(closed.at("/last_message/message").asText()).isEqualTo("Terima kasih atas bantuan Anda");
        assertThat(closed.at("/last_message/sender_type").asText()).isEqualTo("customer");
        assertThat(sessions(api.get(HISTORY + "oss_user_id=" + account + "&limit=1&offset=1")
                        .expect(200)))
                .containsExactly(first);
    }

    @Test
    void s3_06_a_history_of_nobody_is_404_and_one_without_measure_400() {
        assertOssRefused(api.get(HISTORY + "oss_user_id=" + account()), 404, "Chat user not found");
        assertOssRefused(api.get(HISTORY + "browser_uuid=" + browser()), 404, "Chat user not found");
        for (var query : List.of("", "oss_user_id=U&limit=0", "oss_user_id=U&limit=-1", "oss_user_id=U&limit=x")) {
            assertThat(api.get(HISTORY + query).status()).as(query).isEqualTo(400);
        }
    }

    @Test
    void s3_07_a_session_shows_its_contact_and_messages_to_its_owner_only() {
        var browser = browser();
        var session = session(startWith(browser));
        api.post(CONTACT, contactOf(session)).expect(200);
        say(api, session, "Halo").expect(200);
        var path = "/api/chat/session/" + session;

        var bare = api.get(path).expect(200);
        assertThat(bare.path("status").asText()).isEqualTo("waiting");
        assertThat(bare.toString()).doesNotContain("john@company.com", "Halo", browser, "127.0.0.1");
        var owners = api.get(path + "?browser_uuid=" + browser).expect(200);
        assertThat(owners.at("/contact/contact_email").asText()).isEqualTo("john@company.com");
        assertThat(owners.path("messages").findValuesAsText("message")).containsExactly("Halo");
        assertThat(api.get(path + "?browser_uuid=" + browser()).expect(200).has("messages"))
                .isFalse();
        assertThat(agent(1).get(path).expect(200).has("messages")).isTrue();

        assertOssRefused(api.get("/api/chat/session/7"), 400, "Invalid session ID");
        assertOssRefused(api.get("/api/chat/session/" + UNKNOWN), 404, "Session not found");
    }

    @Test
    void s3_08_in_strict_mode_ids_alone_open_nothing() {
        var browser = browser();
        var started = strictDoor()
                .post(START, Map.of("browser_uuid", browser, "topic", "Izin"))
                .expect(201)
                .path("data");
        var session = session(started);
        var visitor = strictDoor()
                .with("X-Session-Token", started.path("session_token").asText());
        visitor.post(CONTACT, contactOf(session)).expect(200);
        assertThat(visitor.get("/api/chat/session/" + session).expect(200).has("contact"))
                .isTrue();

        assertOssRefused(api.post(CONTACT, contactOf(session)), 404, "Session not found");
        assertOssRefused(
                api.get("/api/chat/session/" + session + "?browser_uuid=" + browser), 404, "Session not found");
        assertThat(strictDoor().get(HISTORY + "browser_uuid=" + browser).status())
                .isIn(401, 403, 404);
        assertThat(strictDoor().post(LINK, link(browser, account())).status()).isIn(401, 403, 404);
        assertThat(detailOf(session).at("/contact/contact_name").asText()).isEqualTo("John Doe");
        livechat.close(strict().admin(), session);
    }

    private JsonNode detailOf(String strictSession) {
        return strict().admin()
                .get("/api/chat/admin/sessions/" + strictSession)
                .expect(200)
                .path("data");
    }

    @Test
    void s3_09_flow_1_an_anonymous_user_asks_and_logs_in_later() {
        var browser = browser();
        var session = session(startWith(browser));
        api.post(CONTACT, contactOf(session)).expect(200);
        talk(session);
        var account = account();

        api.post(LINK, link(browser, account)).expect(200);

        assertThat(sessions(api.get(HISTORY + "oss_user_id=" + account).expect(200)))
                .containsExactly(session);
    }

    @Test
    void s3_09_flow_2_a_known_user_names_somebody_else_as_contact() {
        var account = account();
        var session = session(startAs(account));
        api.post(CONTACT, contactOf(session)).expect(200);
        talk(session);

        var seen = detail(session);
        assertThat(seen.at("/contact/contact_name").asText()).isEqualTo("John Doe");
        assertThat(seen.at("/chat_user/oss_user_id").asText()).isEqualTo(account);
        assertThat(seen.at("/chat_user/is_anonymous").asBoolean(true)).isFalse();
    }

    @Test
    void s3_09_flow_3_an_anonymous_session_is_in_the_accounts_history_after_the_login() {
        var browser = browser();
        var account = account();
        var session = session(startWith(browser));
        api.post(CONTACT, contactOf(session)).expect(200);
        talk(session);
        assertThat(api.get(HISTORY + "oss_user_id=" + account).status()).isEqualTo(404);

        api.post("/api/v1/oss-chat/link-user", link(browser, account)).expect(200);

        var history = api.get(HISTORY + "oss_user_id=" + account).expect(200);
        assertThat(sessions(history)).containsExactly(session);
        assertThat(history.at("/sessions/0/contact/contact_name").asText()).isEqualTo("John Doe");
        assertThat(history.at("/sessions/0/last_message/message").asText()).isEqualTo("Terima kasih");
    }

    private void talk(String session) {
        say(api, session, "Halo").expect(200);
        answer(agent(1), session, "Selamat pagi, apa yang bisa dibantu?").expect(200);
        say(api, session, "Terima kasih").expect(200);
    }

    @Test
    void s3_10_all_five_routes_have_their_other_name() {
        var browser = browser();
        var base = "/api/v1/oss-chat";
        var started = api.post(base + "/start", Map.of("browser_uuid", browser, "topic", "Izin"))
                .expect(201);
        var session = session(started);
        api.post(base + "/contact", contactOf(session)).expect(200);
        api.post(base + "/link-user", link(browser, account())).expect(200);
        assertThat(sessions(api.get(base + "/history?browser_uuid=" + browser).expect(200)))
                .containsExactly(session);
        assertThat(session(api.get(base + "/session/" + session).expect(200))).isEqualTo(session);
        livechat.close(admin(), session);
    }

    @Test
    void s3_12_errors_carry_title_and_details_and_nothing_of_the_inside() {
        var answer = api.post(START, List.of("no", "object"));
        assertOssRefused(answer, 400, "Invalid request body");
        assertThat(answer.body().path("details").asText()).isNotBlank();
        assertThat(answer.text()).doesNotContainIgnoringCase("exception", "jackson", "sql");
    }
}
