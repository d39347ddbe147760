package dev.sapa.verify.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sapa.verify.suite.Api;
import dev.sapa.verify.suite.Api.Answer;
import dev.sapa.verify.suite.ChatSocket;
import dev.sapa.verify.suite.Ledgers;
import dev.sapa.verify.suite.Livechat;
import dev.sapa.verify.suite.Suite;
import dev.sapa.verify.suite.SuiteExtension;
import dev.sapa.verify.system.PublicSurface.Route;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * I13, by generation: every route, frame and event that the gateway has is tried by people of another company with ids of
 * this one. They read nothing, change nothing and hear nothing. A route that is added with an id that this test does not
 * know fails it, until {@link #ids} says what such an id is.
 */
@Order(7)
@ExtendWith(SuiteExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@SuppressWarnings("NullAway.Init") // before all
class ForeignCompanySystemTest {

    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)[^}]*}");
    /** 410 is what a link says that nobody was sent. */
    private static final Set<Integer> UNKNOWN = Set.of(401, 403, 404, 410);

    /** Without a mail server, nobody gets further than this. */
    private static final String NO_MAIL = "mail-not-configured";

    private static final List<String> SERVICES = List.of("auth", "chat", "routing", "analytics", "salesforce");

    /**
     * The look of a company is for everybody, and a channel's name is nobody's. Files go as forms; they are tried by
     * themselves.
     */
    private static final Set<String> FOR_EVERYBODY = Set.of(
            "/api/v2/auth/companies/{id}/public",
            "/api/v2/chat/channels/{id}/conversations",
            "/api/v2/chat/channels/{id}/messages",
            "/api/v2/chat/conversations/{id}/files");

    private Suite suite;
    private final String secret = "Rahasia" + UUID.randomUUID().toString().replace("-", "");
    private Tenant theirs;
    private Tenant ours;
    private final Map<String, String> ids = new HashMap<>();
    private final Map<String, Object> fields = new LinkedHashMap<>();
    private Tenant.Case begun;

    @BeforeAll
    void two_companies(Suite running) {
        suite = running;
        var livechat = new Livechat(suite);
        this.theirs = Tenant.make(livechat, secret, "strict");
        this.ours = Tenant.make(livechat, "Kami", "open");
        this.begun = fill(livechat);
    }

    /** Something of everything, each with the word in it that nobody else may read. */
    private Tenant.Case fill(Livechat livechat) {
        var admin = theirs.admin();
        var chat = "/api/v2/chat";
        var tag = admin.post(chat + "/tags", Map.of("name", "Tag " + secret, "color", "#112233"))
                .expect(201);
        var canned = admin.post(
                        chat + "/canned-replies", Map.of("shortcut", "halo", "title", "Halo", "text", "Halo " + secret))
                .expect(201);
        admin.put(
                        chat + "/keyword-bot",
                        Map.of(
                                "name",
                                "Bot",
                                "enabled",
                                true,
                                "answers",
                                List.of(),
                                "fallback",
                                "Maaf " + secret,
                                "hand_over",
                                Map.of("keywords", List.of("orang"), "text", "Tunggu " + secret)))
                .expect(200);
        admin.put(
                        chat + "/bot/webhook",
                        Map.of("url", "http://127.0.0.1:9/" + secret, "channels", List.of(), "enabled", false))
                .expect(200);
        var key = admin.post("/api/v2/auth/api-keys", Map.of("name", "Kunci " + secret, "role", "portal"))
                .expect(201);
        var account = admin.post(
                        chat + "/channels",
                        Map.of(
                                "channel",
                                "telegram",
                                "name",
                                "Loket " + secret,
                                "secrets",
                                Map.of("bot_token", "123456:" + secret, "webhook_secret", secret)))
                .expect(201);
        var started = theirs.begun("Pajak " + secret);
        var conversation = chat + "/conversations/" + started.session();
        admin.put(conversation + "/responder", Map.of("responder", "bot")).expect(200);
        theirs.server("bot")
                .post(conversation + "/handoff", Map.of("summary", "Ringkasan " + secret))
                .expect(200);
        var visitor = livechat.api().bearer(started.token());
        var message = visitor.post(conversation + "/messages", Map.of("text", "Halo " + secret, "client_msg_id", "1"))
                .expect(201);
        visitor.put(conversation + "/contact", Map.of("name", "Budi " + secret, "email", "budi@" + secret + ".id"))
                .expect(200);
        var file = theirs.upload(started, "Isi " + secret).split("/", -1);
        admin.post(conversation + "/notes", Map.of("text", "Catatan " + secret)).expect(201);
        admin.post(conversation + "/tags", Map.of("tag_id", tag.path("id").asText()));
        livechat.assign(admin, started.session(), theirs.agentId());
        theirs.agent()
                .post(conversation + "/messages", Map.of("text", "Jawab " + secret, "client_msg_id", "2"))
                .expect(201);
        admin.post(chat + "/staff-chats/" + theirs.agentId() + "/messages", Map.of("text", "Rapat " + secret));

        ids.put("staff", theirs.agentId());
        ids.put("agents", theirs.agentId());
        ids.put("staff-chats", theirs.agentId());
        ids.put("users", theirs.agentId());
        ids.put("agent", theirs.agentId());
        ids.put("departments", theirs.department());
        ids.put("department", theirs.department());
        ids.put("companies", theirs.id());
        ids.put("salesforce", theirs.id());
        ids.put("api-keys", key.path("id").asText());
        ids.put("conversations", started.session());
        ids.put("session", started.session());
        ids.put("sessions", started.session());
        ids.put("offers", started.session());
        ids.put("by-number", Long.toString(started.number()));
        ids.put("messages", Long.toString(message.at("/message/number").asLong()));
        ids.put("deliveries", message.at("/message/id").asText());
        ids.put("visitors", started.visitor());
        ids.put("tags", tag.path("id").asText());
        ids.put("tagId", tag.path("id").asText());
        ids.put("canned-replies", canned.path("id").asText());
        ids.put("files", file[file.length - 2]);
        ids.put("{id}", "A".repeat(43)); // the address' second half is what admits
        ids.put("channels", account.path("id").asText());
        ids.put("whatsapp", account.path("id").asText());
        ids.put("telegram", account.path("id").asText());
        ids.put("email", account.path("id").asText());
        ids.put("password-resets", UUID.randomUUID().toString());
        ids.put("token", UUID.randomUUID().toString());
        ids.put("chat_id", Long.toString(started.number()));
        ids.put("message_id", ids.get("messages"));
        ids.put("user_id", Long.toString(theirs.agentNumber()));
        ids.put("agent_id", Long.toString(theirs.agentNumber()));

        fields.put("session_id", started.session());
        fields.put("chat_id", started.number());
        fields.put("agent_id", theirs.agentId());
        fields.put("assigned_agent_id", theirs.agentNumber());
        fields.put("department_id", theirs.department());
        fields.put("department_ids", List.of(theirs.department()));
        fields.put("visitor_id", started.visitor());
        fields.put("tag_id", tag.path("id").asText());
        fields.put("company_id", theirs.id());
        fields.put("mentions", List.of(theirs.agentId()));
        fields.put("user_id", started.visitor());
        fields.put("attachments", List.of(Map.of("file_id", file[file.length - 2])));
        return started;
    }

    /** What else a body needs to be understood. */
    private Map<String, Object> body(Map<String, ?> foreign) {
        var body = new LinkedHashMap<String, Object>(Map.of(
                "text", "jelajah",
                "message", "jelajah",
                "name", "Jelajah",
                "topic", "Izin",
                "browser_uuid", "jelajah",
                "title", "Jelajah",
                "seq", 1,
                "rating", 5,
                "status", "busy",
                "responder", "none"));
        body.putAll(Map.of(
                "mode", "paused",
                "sender", "agent",
                "to", "agent",
                "reason", "jelajah",
                "time_zone", "Asia/Jakarta",
                "visitor_online", true,
                "password", "jelajah-123",
                "current_password", "salah",
                "new_password", "jelajah-456",
                "phone", "+62800000000"));
        body.putAll(Map.of(
                "email",
                "jelajah@example.com",
                "color",
                "#445566",
                "capacity",
                3,
                "contact_name",
                "Jelajah",
                "contact_email",
                "jelajah@example.com",
                "client_msg_id",
                UUID.randomUUID().toString(),
                "shortcut",
                "jelajah",
                "weekly",
                Map.of(),
                "claim",
                false,
                "items",
                List.of()));
        body.putAll(foreign);
        return body;
    }

    /** The path with ids of theirs, or with such as do not exist. */
    private String path(Route route, boolean existing) {
        return VARIABLE.matcher(route.template()).replaceAll(found -> {
            var segments = route.template().substring(0, found.start()).split("/", -1);
            var id = ids.getOrDefault(found.group(1), ids.get(segments[segments.length - 2]));
            if (id == null) {
                throw new AssertionError("Say what the id in " + route + " is");
            }
            return existing ? id : unknown(id);
        });
    }

    private static String unknown(String id) {
        return id.matches("\\d+")
                ? "987654321"
                : id.length() == 36 ? UUID.randomUUID().toString() : id;
    }

    private static Object unknown(Object id) {
        if (id instanceof List<?> list) {
            return list.stream().map(ForeignCompanySystemTest::unknown).toList();
        }
        if (id instanceof Map) {
            return Map.of("file_id", UUID.randomUUID().toString());
        }
        return id instanceof Long ? (Object) 987654321L : UUID.randomUUID().toString();
    }

    private String query(Map<String, ?> foreign) {
        var query = new StringBuilder("?q=rahasia&limit=50&scope=all");
        foreign.forEach((name, value) -> {
            if (!(value instanceof List<?>)) {
                query.append('&')
                        .append(name)
                        .append('=')
                        .append(URLEncoder.encode(value.toString(), StandardCharsets.UTF_8));
            }
        });
        return query.toString();
    }

    private Answer ask(Api who, Route route, boolean existing) {
        var foreign = new LinkedHashMap<String, Object>(fields);
        if (!existing) {
            foreign.replaceAll((name, id) -> unknown(id));
        }
        var isRead = route.method().equals("GET");
        var path = path(route, existing) + (isRead ? query(foreign) : "");
        // What names two ways to go at once, or a department of theirs before anything else, is refused for that alone.
        if (route.template().endsWith("/transfers") || route.template().contains("/canned-replies/")) {
            foreign.remove("department_id");
        }
        var body = body(foreign);
        if (route.template().endsWith("/transfer")) {
            body.put("to", Map.of("desk", "salesforce"));
        } else if (route.template().contains("/channels")) {
            body.put("channel", "telegram");
            body.put("secrets", Map.of("bot_token", "1:jelajah", "webhook_secret", "jelajah-jelajah-jelajah"));
        }
        return who.call(route.method(), path, isRead ? null : body);
    }

    /** Whom a company has beside its staff. */
    private Map<String, Api> strangers() {
        var strangers = new LinkedHashMap<String, Api>();
        strangers.put("nobody", ours.door());
        strangers.put("visitor", ours.door().bearer(ours.begun("Izin").token()));
        strangers.put("bot", ours.server("bot"));
        strangers.put("portal", ours.server("portal"));
        return strangers;
    }

    @Test
    @Order(1)
    void no_route_shows_or_changes_anything_of_another_company() throws SQLException {
        var before = settled();
        var found = new ConcurrentLinkedQueue<String>();
        var strangers = strangers();
        // Beside each other: it is a long walk.
        CompletableFuture.allOf(Stream.<Runnable>of(
                                () -> strangers.forEach((name, stranger) -> {
                                    for (var route : PublicSurface.routes()) {
                                        check(found, name, route, ask(stranger, route, true));
                                    }
                                }),
                                () -> walkAs(found, "agent", ours::agent),
                                () -> walkAs(found, "admin", ours::admin))
                        .map(CompletableFuture::runAsync)
                        .toArray(CompletableFuture[]::new))
                .join();
        for (var path : PublicSurface.passedOn()) {
            check(found, "admin", new Route("GET", path), ours.admin().get(path));
        }

        assertThat(List.of(
                        ours.adminToken(), ours.agentToken(), ours.begun("Izin").token()))
                .allSatisfy(token -> assertThat(ours.tryUpload(token, begun.session(), "jelajah"))
                        .isIn(UNKNOWN));
        assertThat(found).isEmpty();
        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(digest())
                .isEqualTo(before));
    }

    /** Signed in again behind whatever ends a log-in; each answer is the one that ids get which nobody has. */
    private void walkAs(Collection<String> found, String name, Supplier<Api> signIn) {
        var who = signIn.get();
        for (var route : PublicSurface.routes()) {
            var answer = ask(who, route, true);
            if (isAboutOneself(route)) {
                who = signIn.get();
            }
            check(found, name, route, answer);
            var other = ask(who, route, false);
            if (isAboutOneself(route)) {
                who = signIn.get();
            }
            // Providers must learn at once that an account is gone; whoever guesses its id learns no more than that it
            // is there.
            if (!isAboutOneself(route)
                    && !route.template().contains("/webhooks/")
                    && answer.status() != other.status()
                    && answer.status() != 409
                    && other.status() != 409) {
                found.add("%s: %s is %d for an id of theirs, %d for none at all"
                        .formatted(name, route, answer.status(), other.status()));
            }
            if (route.isNative()
                    && route.template().contains("{")
                    && !FOR_EVERYBODY.contains(route.template())
                    && !answer.text().contains(NO_MAIL)
                    && !UNKNOWN.contains(answer.status())) {
                found.add("%s: %s is %s where there should be nothing; say what its body needs"
                        .formatted(name, route, answer));
            }
        }
    }

    private static boolean isAboutOneself(Route route) {
        return Pattern.compile("log(?:in|out)|password|/me\\b|/users/\\{id}|refresh")
                .matcher(route.template())
                .find();
    }

    private void check(Collection<String> found, String name, Route route, Answer answer) {
        if (answer.text().contains(secret)) {
            found.add("%s: %s shows %s".formatted(name, route, answer));
        }
        if ((answer.status() == 429 && !answer.text().contains("too-many-attempts"))
                || (answer.status() >= 500 && !answer.text().contains(NO_MAIL))) {
            found.add("%s: %s could not be tried: %s".formatted(name, route, answer));
        }
        if (route.template().contains("{") && !FOR_EVERYBODY.contains(route.template()) && answer.status() < 300) {
            found.add("%s: %s succeeds: %s".formatted(name, route, answer));
        }
    }

    @Test
    void no_frame_reaches_another_companys_conversation_and_nothing_of_it_is_heard() {
        var gateway = suite.sockets().get(0);
        try (var visitor = ChatSocket.open(gateway);
                var agent = staff(gateway, theirs.agentToken());
                var stranger = staff(gateway, ours.adminToken());
                var customer = ChatSocket.open(gateway)) {
            visitor.send("join_session", begun.session(), Map.of("session_token", begun.token()))
                    .await("joined_session");
            agent.send("join_session", begun.session(), Map.of()).await("joined_session");
            var own = ours.begun("Izin");
            customer.send("join_session", own.session(), Map.of("session_token", own.token()))
                    .await("joined_session");
            for (var type : PublicSurface.frames()) {
                var data = new HashMap<String, Object>(body(Map.of("is_typing", true, "after_seq", 0)));
                data.put("client_msg_id", type);
                if (type.equals("authenticate")) {
                    data.put("token", ours.adminToken());
                }
                stranger.send(type, begun.session(), data);
                customer.send(type, begun.session(), type.equals("authenticate") ? Map.of() : data);
            }
            var paths = openAtEveryPath();
            stranger.send("ping", "", Map.of()).await("pong");
            customer.send("ping", "", Map.of()).await("pong");

            visitor.send("send_message", begun.session(), Map.of("message", "Lagi " + secret, "client_msg_id", "9"));
            agent.await("new_message", data -> data.path("message").asText().startsWith("Lagi"));
            agent.send("agent_typing", begun.session(), Map.of("is_typing", true));
            visitor.await("typing");
            stranger.send("ping", "", Map.of()).await("pong");
            customer.send("ping", "", Map.of()).await("pong");

            assertThat(List.of(stranger, customer))
                    .allSatisfy(socket -> assertThat(socket.frames().toString())
                            .doesNotContain(secret)
                            .doesNotContain("\"session_id\":\"" + begun.session() + "\",\"client_id\""));
            assertThat(paths)
                    .allSatisfy(socket -> assertThat(socket.frames().toString()).doesNotContain(secret));
            assertThat(List.of(visitor, agent))
                    .allSatisfy(socket -> assertThat(socket.frames().toString())
                            .doesNotContain("jelajah")
                            .doesNotContain("\"total_agent\":2")
                            .doesNotContain("\"total_customer\":2"));
            paths.forEach(ChatSocket::close);
        }
        var said = theirs.admin()
                .get("/api/v2/chat/conversations/" + begun.session() + "/messages")
                .expect(200);
        assertThat(said.toString()).doesNotContain("jelajah");
    }

    private List<ChatSocket> openAtEveryPath() {
        var opened = new ArrayList<ChatSocket>();
        for (var path : PublicSurface.sockets()) {
            if (path.contains("{session}")) {
                for (var type : List.of("agent", "customer")) {
                    var at = path.replace("{session}", begun.session())
                            .replace("{user}", theirs.agentId())
                            .replace("{type}", type);
                    var socket = staff(suite.sockets().get(0).resolve(at), ours.adminToken());
                    socket.sendText("{\"type\":\"send_message\",\"message\":\"jelajah\"}");
                    opened.add(socket);
                }
            }
        }
        assertThat(opened).isNotEmpty();
        return opened;
    }

    private static ChatSocket staff(URI uri, String token) {
        return ChatSocket.open(uri, Map.of("Authorization", "Bearer " + token));
    }

    @Test
    void no_socket_io_event_reaches_another_companys_people_and_none_of_theirs_is_heard() {
        SocketIoClients.install();
        var name = "u" + UUID.randomUUID();
        try (var clients = SocketIoClients.of(suite.base())) {
            var stranger = clients.open(SocketIoClients.NEWEST, ours.socketIoToken("bos", "admin"))
                    .connected();
            var fellow = clients.open(SocketIoClients.NEWEST, ours.socketIoToken(name, "user"))
                    .connected(); // of the same name
            var admin = clients.open(SocketIoClients.NEWEST, theirs.socketIoToken("bos", "admin"))
                    .connected();
            var user = clients.open(SocketIoClients.NEWEST, theirs.socketIoToken(name, "user"))
                    .connected();
            admin.await("user_connected", data -> data.path("user_id").asText().equals(name));
            for (var event : PublicSurface.events()) {
                assertThat(event).isEqualTo("message"); // another one is to be emitted here, too
                for (var addressee : List.of(name, begun.visitor(), begun.session())) {
                    stranger.ask(Map.of("to", "user", "user_id", addressee, "content", "jelajah"));
                }
                fellow.ask(Map.of("to", "admin", "user_id", begun.visitor(), "content", "jelajah"));
            }
            user.ask(Map.of("to", "admin", "content", "Untuk kami " + secret));
            admin.await("message", data -> data.path("content").asText().contains("Untuk kami"));
            admin.ask(Map.of("to", "user", "user_id", name, "content", "Jawab " + secret));
            user.await("message");
            fellow.ask(Map.of("to", "admin", "content", "terakhir"));
            stranger.await("message", data -> data.path("content").asText().equals("terakhir"));

            for (var event : List.of("message", "user_list", "user_connected", "chatbot_context")) {
                assertThat(stranger.all(event).toString()).doesNotContain(secret);
                assertThat(fellow.all(event).toString()).doesNotContain(secret);
                assertThat(admin.all(event).toString()).doesNotContain("jelajah");
                assertThat(user.all(event).toString()).doesNotContain("jelajah");
            }
        }
    }

    /** What is stored of them, once everything that was under way has arrived. */
    private Map<String, String> settled() throws SQLException {
        // The index for searching is filled every 5 s.
        var seen = new ArrayList<>(List.of(digest()));
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofSeconds(6))
                .until(() -> {
                    seen.add(digest());
                    return seen.get(seen.size() - 1).equals(seen.get(seen.size() - 2));
                });
        return seen.get(seen.size() - 1);
    }

    /** By table, of all services. */
    private Map<String, String> digest() throws SQLException {
        var digest = new TreeMap<String, String>();
        for (var service : SERVICES) {
            try (var connection = Ledgers.connect(suite, service)) {
                for (var table : tables(connection, service)) {
                    digest.put(service + "." + table, digest(connection, service + "." + table));
                }
            }
        }
        assertThat(digest).hasSizeGreaterThan(30);
        return digest;
    }

    private static List<String> tables(Connection connection, String schema) throws SQLException {
        var tables = new ArrayList<String>();
        try (var query = connection.prepareStatement("""
                select c.table_name from information_schema.columns c
                join information_schema.tables t using (table_schema, table_name)
                where c.table_schema = ? and c.column_name = 'company_id' and t.table_type = 'BASE TABLE'
                  and c.table_name not in ('outbox', 'inbox')
                """)) {
            query.setString(1, schema);
            var rows = query.executeQuery();
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }

    private @Nullable String digest(Connection connection, String table) throws SQLException {
        try (var query = connection.prepareStatement(
                "select count(*) || ':' || coalesce(md5(string_agg(md5(t::text), '' order by md5(t::text))), '') from "
                        + table + " t where company_id::text = ?")) {
            query.setString(1, theirs.id());
            var rows = query.executeQuery();
            rows.next();
            return rows.getString(1);
        }
    }
}
