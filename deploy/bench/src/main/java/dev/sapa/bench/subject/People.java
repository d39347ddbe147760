package dev.sapa.bench.subject;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Makes the staff and the conversations of a measurement over the suite's public door. */
public final class People {

    private static final String PASSWORD = "correct horse battery staple";
    private static final int AT_ONCE = 16;

    private final Api door;
    private final Api admin;
    private final String token;
    private final Consumer<String> progress;

    /** A signed-in staff user. */
    public record Agent(UUID id, String token) {}

    /** A department; conversations whose topic has its name in it wait there. */
    public record Department(String id, String name) {}

    /** A conversation and the visitor's right to it. */
    public record Conversation(String id, String token) {}

    private People(Api door, String token, Consumer<String> progress) {
        this.door = door;
        this.admin = door.as(token);
        this.token = token;
        this.progress = progress;
    }

    /** Signs in as the demo company's administrator. */
    public static People of(URI base, Consumer<String> progress) {
        var door = Api.at(base);
        return new People(door, login(door, "admin@livechat.com", "password"), progress);
    }

    public Api admin() {
        return admin;
    }

    /** The administrator's access token. */
    public String token() {
        return token;
    }

    public Api door() {
        return door;
    }

    /** New departments, found by their names in topics; they take the place of the rules that were there. */
    public List<Department> departments(int count) {
        var run = UUID.randomUUID().toString().substring(0, 8);
        var made = IntStream.range(0, count)
                .mapToObj(i -> "Bench %s %03d".formatted(run, i))
                .map(name -> new Department(
                        admin.post("/api/v2/auth/departments", Map.of("name", name))
                                .path("id")
                                .asText(),
                        name))
                .toList();
        var rules = made.stream()
                .map(department -> Map.of("keyword", department.name(), "department_id", department.id()))
                .toList();
        admin.put("/api/v2/routing/topic-rules", Map.of("items", rules));
        return made;
    }

    /** New staff users of that role, signed in. */
    public List<Agent> staff(String role, int count) {
        return staff(role, count, List.of());
    }

    /** The same, each in one of the departments in turn. */
    public List<Agent> staff(String role, int count, List<Department> departments) {
        progress.accept("making " + count + " staff users");
        var run = UUID.randomUUID().toString().substring(0, 8);
        var made = Api.all(
                count,
                2,
                i -> admin.posting(
                        "/api/v2/auth/staff",
                        Map.of(
                                "email",
                                "bench-" + run + "-" + i + "@example.com",
                                "name",
                                "Agent " + i,
                                "role",
                                role,
                                "password",
                                PASSWORD,
                                "department_ids",
                                turn(departments, i).map(Department::id).toList())),
                progress);
        var tokens = Api.all(
                count,
                2,
                i -> door.posting(
                        "/api/v2/auth/login",
                        Map.of("login", "bench-" + run + "-" + i + "@example.com", "password", PASSWORD)),
                progress);
        var agents = new ArrayList<Agent>();
        for (var i = 0; i < count; i++) {
            agents.add(new Agent(
                    UUID.fromString(made.get(i).path("id").asText()),
                    tokens.get(i).path("access_token").asText()));
        }
        return Collections.unmodifiableList(agents);
    }

    private static Stream<Department> turn(List<Department> departments, int i) {
        return departments.isEmpty() ? Stream.empty() : Stream.of(departments.get(i % departments.size()));
    }

    /** New conversations, each of a visitor of its own; they wait. */
    public List<Conversation> conversations(int count) {
        return conversations(count, List.of());
    }

    /** The same, for the departments in turn. */
    public List<Conversation> conversations(int count, List<Department> departments) {
        progress.accept("starting " + count + " conversations");
        return Api.all(
                        count,
                        AT_ONCE,
                        i -> {
                            var who = UUID.randomUUID().toString();
                            var topic = Stream.concat(
                                            Stream.of("Izin usaha " + i),
                                            turn(departments, i).map(Department::name))
                                    .collect(Collectors.joining(", "));
                            return door.posting(
                                    "/api/v2/chat/conversations",
                                    Map.of(
                                            "topic",
                                            topic,
                                            "visitor",
                                            Map.of("browser_uuid", who, "name", "Budi " + i)));
                        },
                        progress)
                .stream()
                .map(started -> new Conversation(
                        started.path("id").asText(),
                        started.path("session_token").asText()))
                .toList();
    }

    /** Gives the conversations to the agents in turn, by an administrator's hand. */
    public void assign(List<Conversation> conversations, List<Agent> agents) {
        progress.accept("assigning them to " + agents.size() + " agents");
        Api.all(
                conversations.size(),
                AT_ONCE,
                i -> admin.posting(
                        "/api/v2/routing/conversations/" + conversations.get(i).id() + "/assignments",
                        Map.of("agent_id", agents.get(i % agents.size()).id().toString(), "kind", "manual")),
                progress);
    }

    private static String login(Api door, String name, String password) {
        return door.post("/api/v2/auth/login", Map.of("login", name, "password", password))
                .path("access_token")
                .asText();
    }
}
