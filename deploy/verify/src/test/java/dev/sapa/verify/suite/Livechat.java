package dev.sapa.verify.suite;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** The calls of the livechat clients that tests need again and again, over the public door. */
public final class Livechat {

    /** The first of the demo company's agents; the others follow with {@code agent2} and so on. */
    public static final String AGENT_1 = "550e8400-e29b-41d4-a716-446655440011";

    private static final String PASSWORD = "password";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Api api;

    public Livechat(Suite suite) {
        this.api = suite.api();
    }

    /** A conversation that a visitor has begun. */
    public record Started(String session, String token) {}

    /** The id of {@code agentN@livechat.com}, from 1 to 5. */
    public static String agentId(int number) {
        return AGENT_1.substring(0, AGENT_1.length() - 1) + number;
    }

    public static String agentEmail(int number) {
        return "agent" + number + "@livechat.com";
    }

    public Api api() {
        return api;
    }

    /** The access token of a demo user. */
    public String login(String email) {
        return api.post("/api/auth/login", Map.of("email", email, "password", PASSWORD))
                .expect(200)
                .at("/data/access_token")
                .asText();
    }

    public Api as(String email) {
        return api.bearer(login(email));
    }

    public Api admin() {
        return as("admin@livechat.com");
    }

    /** Starts as the licensing portal does. */
    public Started start(String topic) {
        return start(api, topic);
    }

    /** Starts with another company's public key, host or credential set on {@code door}. */
    public Started start(Api door, String topic) {
        var visitor = UUID.randomUUID().toString();
        var data = door.post(
                        "/api/public/chat/start",
                        Map.of(
                                "company_name",
                                "PT Maju",
                                "person_name",
                                "Budi",
                                "email",
                                visitor + "@example.com",
                                "topic",
                                topic))
                .expect(201)
                .path("data");
        return new Started(
                data.path("session_id").asText(), data.path("session_token").asText());
    }

    /**
     * Gives the conversation to that agent. While young processes on a busy machine take longer than the gateway waits, it
     * is told 503 and asks again, as the answer's Retry-After bids it.
     */
    public void assign(Api staff, String session, String agentId) {
        await("an answer other than 503")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .pollDelay(Duration.ZERO)
                .until(
                        () -> staff.post("/api/chat/agent/assign", Map.of("session_id", session, "agent_id", agentId)),
                        answer -> answer.status() != 503)
                .expect(200);
    }

    public void close(Api staff, String session) {
        staff.post("/api/chat/agent/close", Map.of("session_id", session, "reason", "done"))
                .expect(200);
    }
}
