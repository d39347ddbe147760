package dev.sapa.verify.fault;

import dev.sapa.verify.suite.Api;
import dev.sapa.verify.suite.Livechat;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * An agent hired for a test, who answers taxes and nothing else.
 *
 * @param api with the agent's credential
 */
record Agent(String id, Api api) implements AutoCloseable {

    /** What a visitor has to ask about to get to such an agent. */
    static final String TOPIC = "Pajak daerah";

    private static final String TAXES = "550e8400-e29b-41d4-a716-446655440003";
    private static final String STATUS = "/api/v2/routing/agents/me/status";

    /** Hires one who is online, and live for the next five minutes. */
    static Agent hire(Livechat livechat, Api admin) {
        var email = "agent-" + UUID.randomUUID() + "@example.com";
        var id = admin.post(
                        "/api/v2/auth/staff",
                        Map.of(
                                "email", email,
                                "name", "Agent for taxes",
                                "role", "agent",
                                "password", "password",
                                "department_ids", List.of(TAXES)))
                .expect(201)
                .path("id")
                .asText();
        var api = livechat.as(email);
        api.post("/api/v2/routing/agents/me/heartbeat", null).expect(200);
        api.put(STATUS, Map.of("status", "online")).expect(200);
        return new Agent(id, api);
    }

    /** Takes no more work. */
    @Override
    public void close() {
        api.put(STATUS, Map.of("status", "offline")).expect(200);
    }
}
