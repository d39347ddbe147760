package dev.sapa.verify.browser;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sapa.verify.suite.Api;
import dev.sapa.verify.suite.ChatSocket;
import dev.sapa.verify.suite.Suite;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;

/** A company of one's own with an administrator and agents, so that no other test's visitors come by. */
final class Office implements AutoCloseable {

    private static final String PASSWORD = "password";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Suite suite;
    private final String slug = "office-" + UUID.randomUUID().toString().substring(0, 8);
    private final String company;
    private final Api operator;
    private final List<Clerk> clerks = new ArrayList<>();

    Office(Suite suite) {
        this.suite = suite;
        this.operator = suite.api().bearer(token(suite, "operator@example.com", "operator123"));
        this.company = operator.post(
                        "/api/v2/auth/companies", Map.of("slug", slug, "name", slug, "portal_access", "open"))
                .expect(201)
                .path("id")
                .asText();
        var door = suite.api().with("X-Company", slug);
        Awaitility.await().atMost(PATIENCE).until(() -> {
            var body = Map.of("browser_uuid", UUID.randomUUID().toString(), "topic", "Halo");
            var started = door.post("/api/public/chat/start", body);
            if (started.status() != 201) {
                return false;
            }
            door.post(
                    "/api/public/chat/session/"
                            + started.body().path("session_id").asText() + "/close",
                    Map.of());
            return true;
        });
    }

    String slug() {
        return slug;
    }

    /** Somebody who works here: how to sign in, and what is done over the API. */
    record Clerk(String id, String email, String password, String name, Api api, String token) {}

    Clerk admin(String name) {
        return hire(name, "admin");
    }

    Clerk supervisor(String name) {
        return hire(name, "supervisor");
    }

    Clerk agent(String name) {
        return hire(name, "agent");
    }

    Clerk hire(String name, String role) {
        var email = name.toLowerCase(Locale.ROOT).replace(' ', '.') + "@" + slug + ".example";
        var id = operator.post(
                        "/api/v2/auth/staff",
                        Map.of(
                                "company_id", company,
                                "email", email,
                                "name", name,
                                "role", role,
                                "password", PASSWORD))
                .expect(201)
                .path("id")
                .asText();
        var token = token(suite, email, PASSWORD);
        var clerk = new Clerk(id, email, PASSWORD, name, suite.api().bearer(token), token);
        clerks.add(clerk);
        // Routing hears of staff by an event.
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> clerk.api().get("/api/v2/routing/agents/me").status() == 200);
        return clerk;
    }

    /** A visitor begins over the API. */
    Caller calls(String name, String question) {
        var door = suite.api().with("X-Company", slug);
        var started = door.post(
                        "/api/public/chat/start",
                        Map.of(
                                "browser_uuid", UUID.randomUUID().toString(),
                                "company_name", name,
                                "person_name", name,
                                "email", name.toLowerCase(Locale.ROOT).replaceAll("\\W", ".") + "@contoh.id",
                                "topic", question))
                .expect(201);
        var caller = new Caller(
                started.path("session_id").asText(),
                door.bearer(started.path("session_token").asText()));
        caller.says(question);
        return caller;
    }

    /** A visitor begins and is an agent's at once. */
    Caller given(Clerk admin, String name, String question, Clerk agent) {
        var caller = calls(name, question);
        assign(admin, caller.session(), agent);
        return caller;
    }

    /** A department of these, known to routing. */
    String department(Clerk admin, String name, Clerk... members) {
        var id = admin.api()
                .post("/api/v2/auth/departments", Map.of("name", name))
                .expect(201)
                .path("id")
                .asText();
        for (var member : members) {
            admin.api()
                    .patch("/api/v2/auth/staff/" + member.id(), Map.of("department_ids", List.of(id)))
                    .expect(200);
            Awaitility.await().atMost(PATIENCE).until(() -> member.api()
                    .get("/api/v2/routing/agents/me")
                    .expect(200)
                    .path("department_ids")
                    .toString()
                    .contains(id));
        }
        return id;
    }

    /** An agent's socket, as a desk opens it. */
    ChatSocket socket(Clerk clerk) {
        var socket = ChatSocket.open(suite.sockets().get(0), Map.of("Authorization", "Bearer " + clerk.token()));
        socket.await("hello");
        return socket;
    }

    void declare(Clerk clerk, String status) {
        clerk.api()
                .put("/api/v2/routing/agents/me/status", Map.of("status", status))
                .expect(200);
    }

    /** Conversations of this company that wait. */
    List<String> waiting(Clerk admin) {
        return admin.api()
                .get("/api/chat/admin/waiting")
                .expect(200)
                .path("data")
                .findValuesAsText("session_id");
    }

    /** The one conversation that waits, once it does. */
    String onlyWaiting(Clerk admin) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> waiting(admin), list -> list.size() == 1)
                .get(0);
    }

    void assign(Clerk admin, String session, Clerk agent) {
        admin.api()
                .post("/api/chat/agent/assign", Map.of("session_id", session, "agent_id", agent.id()))
                .expect(200);
    }

    void say(Clerk agent, String session, String text) {
        agent.api()
                .post("/api/chat/agent/message", Map.of("session_id", session, "message", text))
                .expect(200);
    }

    void end(Clerk agent, String session) {
        agent.api()
                .post("/api/chat/agent/close", Map.of("session_id", session, "reason", "selesai"))
                .expect(200);
    }

    /** Ends whatever a test left behind. */
    void clear(Clerk admin) {
        var left = new ArrayList<>(waiting(admin));
        left.addAll(admin.api()
                .get("/api/chat/admin/active")
                .expect(200)
                .path("data")
                .findValuesAsText("session_id"));
        left.forEach(session ->
                admin.api().post("/api/chat/agent/close", Map.of("session_id", session, "reason", "selesai")));
        Awaitility.await().atMost(PATIENCE).until(() -> waiting(admin).isEmpty());
    }

    /** What was said, in order, as the database has it. */
    List<String> said(Clerk admin, String session) {
        var texts = new ArrayList<String>();
        for (JsonNode message : admin.api()
                .get("/api/v2/chat/conversations/" + session + "/messages?limit=1000")
                .expect(200)
                .path("items")) {
            if (!message.path("author").asText().equals("system")) {
                texts.add(message.path("text").asText());
            }
        }
        return texts;
    }

    @Override
    public void close() {
        clerks.forEach(clerk -> clerk.api().put("/api/v2/routing/agents/me/status", Map.of("status", "offline")));
    }

    private static String token(Suite suite, String email, String password) {
        return suite.api()
                .post("/api/auth/login", Map.of("email", email, "password", password))
                .expect(200)
                .at("/data/access_token")
                .asText();
    }
}
