package dev.sapa.verify.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sapa.verify.suite.Api;
import dev.sapa.verify.suite.Api.Answer;
import dev.sapa.verify.suite.Livechat;
import dev.sapa.verify.suite.Suite;
import dev.sapa.verify.suite.SuiteExtension;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What the older systems' clients rely on, number by number, over the public door in {@code open} mode. Sessions that a
 * test started are closed behind it, so that no agent of the next one is given them.
 */
@ExtendWith(SuiteExtension.class)
abstract class SeedTest {

    static final String ADMIN_ID = Livechat.AGENT_1.substring(0, Livechat.AGENT_1.length() - 1) + "0";
    static final String UNKNOWN = "00000000-0000-4000-8000-000000000000";
    private static final String DEPARTMENT = "550e8400-e29b-41d4-a716-44665544000";

    final Suite suite;
    final Livechat livechat;
    final Api api;
    private final List<String> started = new ArrayList<>();
    private final Map<String, String> tokens = new HashMap<>();
    private @Nullable StrictCompany strict;

    SeedTest(Suite suite) {
        this.suite = suite;
        this.livechat = new Livechat(suite);
        this.api = livechat.api();
    }

    @AfterEach
    void close_what_was_started() {
        for (var session : started) {
            var closed = admin().post("/api/chat/admin/close", Map.of("session_id", session, "reason", "test"));
            assertThat(closed.status()).as(closed.toString()).isIn(200, 400);
        }
    }

    /** Of the demo company, from 1 to 4. */
    static String departmentId(int number) {
        return DEPARTMENT + number;
    }

    String token(String email) {
        return tokens.computeIfAbsent(email, livechat::login);
    }

    Api admin() {
        return api.bearer(token("admin@livechat.com"));
    }

    Api agent(int number) {
        return api.bearer(token(Livechat.agentEmail(number)));
    }

    /** A company whose visitors need more than a session id; the same one for all tests. */
    StrictCompany strict() {
        if (strict == null) {
            strict = StrictCompany.of(suite, livechat);
        }
        return strict;
    }

    /** The visitor's side of a strict company: known by its public key alone. */
    Api strictDoor() {
        return api.with("X-Company", strict().slug());
    }

    /** A session as seed 002 starts it; the answer's {@code data}. */
    JsonNode start(String topic) {
        return start(Map.of(
                "company_name",
                "PT Maju",
                "person_name",
                "Budi",
                "email",
                UUID.randomUUID() + "@example.com",
                "topic",
                topic));
    }

    JsonNode start(Map<String, ?> body) {
        return remembered(api.post("/api/public/chat/start", body));
    }

    /** A session as seed 003 starts it. */
    JsonNode startOss(Map<String, ?> body) {
        return remembered(api.post("/api/chat/start", body));
    }

    private JsonNode remembered(Answer answer) {
        var data = answer.expect(201).path("data");
        started.add(data.path("session_id").asText());
        return data;
    }

    static String session(JsonNode started) {
        return started.path("session_id").asText();
    }

    Answer say(Api who, String session, String text) {
        return who.post("/api/public/chat/message", Map.of("session_id", session, "message", text));
    }

    Answer answer(Api agent, String session, String text) {
        return agent.post("/api/chat/agent/message", Map.of("session_id", session, "message", text));
    }

    Answer assign(Api staff, String session, String agentId) {
        return staff.post("/api/chat/agent/assign", Map.of("session_id", session, "agent_id", agentId));
    }

    /** What staff see of a session. */
    JsonNode detail(String session) {
        return admin().get("/api/chat/admin/sessions/" + session).expect(200).path("data");
    }

    /** A refusal as seed 002 writes it, with the members of RFC 9457. */
    static void assertRefused(Answer answer, int status, String message) {
        answer.expect(status);
        assertThat(answer.body().path("success").asBoolean(true)).isFalse();
        assertThat(answer.body().path("message").asText()).isEqualTo(message);
        assertThat(answer.body().path("error").asText()).isNotBlank();
        assertProblem(answer, status);
    }

    /** A refusal as seed 003 writes it: the title in {@code error}. */
    static void assertOssRefused(Answer answer, int status, String error) {
        answer.expect(status);
        assertThat(answer.body().path("error").asText()).isEqualTo(error);
        assertThat(answer.body().path("message").asText()).isEqualTo(error);
        assertProblem(answer, status);
    }

    private static void assertProblem(Answer answer, int status) {
        assertThat(answer.body().path("type").asText()).startsWith("urn:sapa:problem:");
        assertThat(answer.body().path("title").asText()).isNotBlank();
        assertThat(answer.body().path("status").asInt()).isEqualTo(status);
        assertThat(answer.body().path("code").asText()).matches("[a-z]+(-[a-z0-9]+)*");
    }

    /** An RFC 3339 time of about now. */
    static void assertRecent(JsonNode time) {
        assertThat(Instant.parse(time.asText()))
                .isBetween(Instant.now().minusSeconds(120), Instant.now().plusSeconds(5));
    }
}
