package dev.sapa.verify.system;

import static dev.sapa.verify.system.SocketIoClients.NEWEST;
import static dev.sapa.verify.system.SocketIoClients.SEEDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sapa.verify.suite.Api;
import dev.sapa.verify.suite.Suite;
import dev.sapa.verify.system.SocketIoClients.Client;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** S1 with the seed's own client and the newest one, over the same conversations as everybody's. */
@Order(5)
class SeedOneSystemTest extends SeedTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SECRET = "your_jwt_secret";

    private @Nullable SocketIoClients clients;
    private final List<Client> open = new ArrayList<>();

    SeedOneSystemTest(Suite suite) {
        super(suite);
    }

    @BeforeEach
    void start_clients() {
        SocketIoClients.install();
        clients = SocketIoClients.of(suite.base());
    }

    @AfterEach
    void stop_clients() {
        open.forEach(Client::close);
        if (clients != null) {
            clients.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        SEEDS + ",",
        NEWEST + ",",
        SEEDS + ",polling",
        NEWEST + ",polling",
        SEEDS + ",websocket",
        NEWEST + ",websocket"
    })
    void s1_02_s1_09_s1_10_the_real_clients_talk_over_every_transport(String library, @Nullable String transport) {
        var transports = transport == null ? List.<String>of() : List.of(transport);
        var name = user();
        var admin = track(clients().open(library, token("CompanyA", user(), "admin"), transports));
        admin.connected();
        var user = track(clients().open(library, token("CompanyA", name, "user"), transports));
        // The upgrade may be over before the token is.
        assertThat(user.await("open").asText()).isEqualTo(transport == null ? "polling" : transport);
        user.connected();

        user.emit(Map.of("to", "admin", "content", "Halo <b>\u00fc\uD83D\uDE00</b>"));
        var heard = admin.await("message", from(name));
        assertThat(heard.path("content").asText()).isEqualTo("Halo <b>\u00fc\uD83D\uDE00</b>");
        assertThat(heard.path("timestamp").asLong())
                .isBetween(Instant.now().getEpochSecond() - 60, Instant.now().getEpochSecond() + 5);
        assertThat(heard.size()).isEqualTo(3);

        admin.emit(Map.of("to", "user", "user_id", name, "content", "Selamat pagi"));
        assertThat(user.await("message").path("content").asText()).isEqualTo("Selamat pagi");
        for (int i = 0; i < 20; i++) {
            user.emit(Map.of("to", "admin", "content", "m" + i));
        }
        for (int i = 0; i < 20; i++) {
            assertThat(admin.await("message", from(name)).path("content").asText())
                    .isEqualTo("m" + i);
        }
        assertThat(user.all("message")).hasSize(1);
        if (transport == null) {
            Awaitility.await().untilAsserted(() -> assertThat(user.all("upgrade"))
                    .extracting(JsonNode::asText)
                    .containsExactly("websocket"));
        }
    }

    @Test
    void s1_03_s1_04_s1_05_whom_no_company_vouches_for_gets_connect_error_and_no_connect() {
        var soon = Instant.now().plusSeconds(60);
        for (var bad : List.of(
                "",
                "nonsense",
                sign(claims("CompanyA", "u", "user", soon), "another secret"),
                sign(claims("CompanyA", "u", "user", Instant.now().minusSeconds(5)), SECRET),
                sign(claims("CompanyA", "u", "boss", soon), SECRET),
                sign(claims("Nowhere", "u", "user", soon), SECRET),
                sign("{\"company_id\":\"CompanyA\",\"role\":\"user\",\"exp\":" + soon.getEpochSecond() + "}", SECRET),
                sign("{\"company_id\":\"CompanyA\",\"user_id\":\"u\",\"exp\":" + soon.getEpochSecond() + "}", SECRET),
                sign("{\"user_id\":\"u\",\"role\":\"user\",\"exp\":" + soon.getEpochSecond() + "}", SECRET),
                sign("{\"company_id\":\"CompanyA\",\"user_id\":\"u\",\"role\":\"user\"}", SECRET))) {
            var client = track(clients().open(SEEDS, bad));
            assertThat(client.await("connect_error").asText()).contains("token");
            assertThat(client.all("connect")).isEmpty();
        }
    }

    @Test
    void s1_03_the_token_may_come_as_auth_too() {
        var options = SocketIoClients.options();
        options.putObject("auth").put("token", token("CompanyB", user(), "user"));
        track(clients().openWith(NEWEST, options)).connected();
    }

    @Test
    void s1_06_s1_07_s1_08_s1_11_admins_see_the_users_of_their_own_company_come_and_go() {
        var name = user();
        var other = admin("CompanyB");
        var admin = admin("CompanyA");
        assertThat(admin.await("user_list").path("users").isArray()).isTrue();

        var first = user("CompanyA", name);
        admin.await("user_connected", is(name));
        var second = user("CompanyA", name);
        assertThat(texts(admin("CompanyA").await("user_list").path("users"))).contains(name);
        first.close();
        second.close();
        admin.await("user_disconnected", is(name));

        assertThat(admin.all("user_connected").stream().filter(is(name))).hasSize(1);
        assertThat(admin.all("user_disconnected").stream().filter(is(name))).hasSize(1);
        assertThat(other.all("user_connected").stream().filter(is(name))).isEmpty();
    }

    @Test
    void s1_11_an_admin_of_another_company_reaches_nobody_and_learns_nothing() {
        var name = user();
        var user = user("CompanyB", name);
        var admin = admin("CompanyA");

        var foreign = admin.ask(Map.of("to", "user", "user_id", name, "content", "psst"));
        var nobody = admin.ask(Map.of("to", "user", "user_id", user(), "content", "psst"));
        user.ask(Map.of("to", "admin", "content", "to our own"));

        assertThat(foreign).isEqualTo(nobody);
        assertThat(foreign.path("ok").asBoolean(true)).isFalse();
        assertThat(user.all("message")).isEmpty();
        assertThat(admin.all("message").stream().filter(from(name))).isEmpty();
    }

    @Test
    void s1_12_what_says_nothing_or_goes_nowhere_is_ignored() {
        var name = user();
        var admin = admin("CompanyA");
        var user = user("CompanyA", name);

        assertThat(user.ask(Map.of("to", "admin", "content", "")).path("ok").asBoolean(true))
                .isFalse();
        assertThat(user.ask(Map.of("to", "user", "user_id", name, "content", "me"))
                        .path("ok")
                        .asBoolean(true))
                .isFalse();
        assertThat(admin.ask(Map.of("to", "admin", "content", "us")).path("ok").asBoolean(true))
                .isFalse();
        assertThat(user.ask(Map.of("to", "admin", "content", "end")).path("ok").asBoolean())
                .isTrue();
        assertThat(admin.await("message", from(name)).path("content").asText()).isEqualTo("end");
    }

    @Test
    void s1_13_a_message_without_an_admin_waits_for_the_next_one() {
        var name = user();
        var company = "CompanyB";
        var user = user(company, name);
        assertThat(user.ask(Map.of("to", "admin", "content", "Anybody there?"))
                        .path("ok")
                        .asBoolean())
                .isTrue();

        var admin = admin(company);
        assertThat(admin.await("message", from(name)).path("content").asText()).isEqualTo("Anybody there?");
        admin.emit(Map.of("to", "user", "user_id", name, "content", "Yes"));
        user.await("message");
        assertThat(admin.all("message").stream().filter(from(name))).hasSize(1);
    }

    @Test
    void s1_13_an_answer_to_a_user_who_is_away_waits_for_it() {
        var name = user();
        var user = user("CompanyA", name);
        user.ask(Map.of("to", "admin", "content", "Back in a minute"));
        user.close();

        var admin = admin("CompanyA");
        assertThat(admin.ask(Map.of("to", "user", "user_id", name, "content", "Welcome back"))
                        .path("ok")
                        .asBoolean())
                .isTrue();

        assertThat(user("CompanyA", name).await("message").path("content").asText())
                .isEqualTo("Welcome back");
    }

    @Test
    void s1_14_s1_15_a_hand_over_opens_a_waiting_session_and_tells_the_context() {
        var name = user();
        var user = user("CompanyA", name);
        var admin = admin("CompanyA");

        var handed = transfer("companyA", name, "User is unsatisfied with the bot response...")
                .expect(200);
        assertThat(handed.path("success").asBoolean()).isTrue();
        assertThat(handed.path("message").asText()).isEqualTo("User transferred to agent");
        assertThat(handed.path("session_id")).isEqualTo(handed.at("/data/session_id"));
        assertThat(handed.path("user_id").asText()).isEqualTo(name);
        assertThat(handed.path("company_id").asText()).isEqualTo("companyA");
        assertThat(handed.path("status").asText()).isEqualTo("waiting");
        assertThat(user.await("chatbot_context").toString())
                .isEqualTo("{\"context\":\"User is unsatisfied with the bot response...\"}");
        admin.await("chatbot_context", data -> data.path("user_id").asText().equals(name));

        var again = transfer("companyA", name, "User is unsatisfied with the bot response...")
                .expect(200);
        assertThat(again.path("session_id")).isEqualTo(handed.path("session_id"));
        assertThat(transfer("CompanyA", name, null).expect(200).path("session_id"))
                .isEqualTo(handed.path("session_id"));
        user.ask(Map.of("to", "admin", "content", "Hello?"));
        admin.await("message", from(name));
        assertThat(user.all("chatbot_context")).hasSize(1);
    }

    @Test
    void s1_15_the_context_waits_for_a_user_who_is_away() {
        var name = user();
        transfer("CompanyB", name, "Asked for a person").expect(200);

        assertThat(user("CompanyB", name)
                        .await("chatbot_context")
                        .path("context")
                        .asText())
                .isEqualTo("Asked for a person");
    }

    @Test
    void s1_14_a_hand_over_says_what_is_wrong_with_it() {
        assertThat(api.post("/transfer_to_agent", Map.of("company_id", "CompanyA"))
                        .status())
                .isEqualTo(400);
        assertThat(api.post("/transfer_to_agent", Map.of("user_id", "u")).status())
                .isEqualTo(400);
        assertThat(transfer("Nowhere", user(), null).status()).isEqualTo(404);
        var body = Map.of("user_id", user(), "company_id", "CompanyA");
        assertThat(api.bearer("wrong").post("/transfer_to_agent", body).status())
                .isEqualTo(401);
        assertThat(api.with("Authorization", "Basic dTpw")
                        .post("/transfer_to_agent", body)
                        .status())
                .isEqualTo(401);
    }

    @Test
    void s1_14_in_a_strict_company_a_hand_over_needs_a_key() {
        var body = Map.of("user_id", user(), "company_id", strict().slug());
        var made = strict().admin()
                .post("/api/v2/auth/api-keys", Map.of("name", "Asisten", "role", "bot"))
                .expect(201);
        var key = made.path("id").asText() + "." + made.path("secret").asText();

        assertThat(api.post("/transfer_to_agent", body).status()).isEqualTo(401);
        assertThat(api.bearer(key).post("/transfer_to_agent", body).status()).isEqualTo(200);
        assertThat(api.bearer(key)
                        .post("/transfer_to_agent", Map.of("user_id", user(), "company_id", "CompanyA"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void s1_16_a_token_that_expires_ends_the_connection_within_two_seconds() {
        var end = Instant.now().plusSeconds(4);
        var user = track(clients().open(SEEDS, sign(claims("CompanyA", user(), "user", end), SECRET)));
        assertThat(user.connected()).isSameAs(user);

        user.await("disconnect");
        assertThat(Duration.between(end.truncatedTo(ChronoUnit.SECONDS), Instant.now()))
                .isBetween(Duration.ZERO, Duration.ofMillis(2500));
    }

    @Test
    void s1_17_binary_data_ends_that_client_only() {
        var name = user();
        var admin = admin("CompanyA");
        var user = user("CompanyA", name);
        var other = user("CompanyA", user());

        user.emitBinary();

        assertThat(user.await("error").path("message").asText()).isEqualTo("Binary data is not supported");
        user.await("disconnect");
        assertThat(other.ask(Map.of("to", "admin", "content", "still here"))
                        .path("ok")
                        .asBoolean())
                .isTrue();
        assertThat(admin.all("disconnect")).isEmpty();
    }

    @Test
    void s1_01_the_root_says_that_the_server_is_running() {
        assertThat(api.with("Accept", "text/plain").get("/").text()).isEqualTo("Socket.IO Server is running.");
    }

    @Test
    void s1_18_pages_of_any_origin_may_connect() {
        var path = "/socket.io/?EIO=4&transport=polling&token=" + token("CompanyA", user(), "user");
        for (var origin : List.of("http://localhost:5500", "https://elsewhere.example")) {
            var answer = api.with("Origin", origin).get(path);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
        }
    }

    @Test
    void s1_20_the_demo_pages_are_there_and_never_write_what_people_say_as_markup() {
        for (var page : List.of("/socketio/user.html", "/socketio/admin.html")) {
            var html = api.with("Accept", "text/html").get(page);
            assertThat(html.status()).isEqualTo(200);
            assertThat(html.text()).contains("token");
        }
        assertThat(api.get("/socketio/page.js").text()).doesNotContain("innerHTML");
    }

    @Test
    void s1_19_the_token_command_makes_tokens_that_connect() throws IOException {
        var name = user();
        var printed = command("./deploy/token", "CompanyA", name, "user").strip();

        var claims = JSON.readTree(Base64.getUrlDecoder().decode(printed.split("\\.", -1)[1]));
        assertThat(claims.path("exp").asLong() - Instant.now().getEpochSecond()).isBetween(3500L, 3600L);
        track(clients().open(SEEDS, printed)).connected();
        assertThat(command("./deploy/token").lines().filter(line -> line.startsWith("eyJ")))
                .hasSize(5);
    }

    @Test
    void s1_22_a_message_survives_the_restart_of_the_gateway_and_polling_clients_come_back() {
        var name = user();
        var user = track(clients().open(SEEDS, token("CompanyA", name, "user"), List.of("polling")));
        assertThat(user.connected()).isSameAs(user);
        user.ask(Map.of("to", "admin", "content", "before"));

        var gateway = suite.member("gateway");
        suite.kill(gateway);
        user.await("disconnect");
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> suite.isRestarted(gateway) && suite.isHealthy());
        assertThat(user.connected()).isSameAs(user);
        user.emit(Map.of("to", "admin", "content", "after"));

        var admin = admin("CompanyA");
        assertThat(admin.await("message", from(name)).path("content").asText()).isEqualTo("before");
        assertThat(admin.await("message", from(name)).path("content").asText()).isEqualTo("after");
    }

    @Test
    void visitors_of_oss_are_heard_whatever_they_write_with_and_can_be_answered() {
        var admin = admin("oss");
        var session = session(start("Izin usaha"));
        say(api, session, "Selamat siang " + session).expect(200);

        var heard = admin.await("message", data -> data.path("content").asText().endsWith(session));
        var asked = admin.ask(Map.of("to", "user", "user_id", heard.path("from").asText(), "content", "Silakan"));

        assertThat(asked.path("ok").asBoolean()).as(asked.toString()).isTrue();
        var messages = api.get("/api/public/chat/session/" + session + "/messages")
                .expect(200)
                .path("data");
        assertThat(messages.path(1).path("message").asText()).isEqualTo("Silakan");
        assertThat(messages.path(1).path("sender_type").asText()).isEqualTo("agent");
    }

    private SocketIoClients clients() {
        if (clients == null) {
            throw new IllegalStateException("Not started");
        }
        return clients;
    }

    private Client track(Client client) {
        open.add(client);
        return client;
    }

    private Client admin(String company) {
        return track(clients().open(SEEDS, token(company, user(), "admin"))).connected();
    }

    private Client user(String company, String name) {
        return track(clients().open(NEWEST, token(company, name, "user"))).connected();
    }

    private static String user() {
        return "u-" + UUID.randomUUID();
    }

    private static Predicate<JsonNode> from(String name) {
        return data -> data.path("from").asText().equals(name);
    }

    private static Predicate<JsonNode> is(String name) {
        return data -> data.path("user_id").asText().equals(name);
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(item -> texts.add(item.asText()));
        return texts;
    }

    private Api.Answer transfer(String company, String name, @Nullable String context) {
        var body = new HashMap<String, Object>(Map.of("user_id", name, "company_id", company));
        if (context != null) {
            body.put("context", context);
        }
        return api.post("/transfer_to_agent", body);
    }

    private static String command(String... command) throws IOException {
        var process = new ProcessBuilder(command)
                .directory(Path.of("../..").toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .start();
        try {
            var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            return printed;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String token(String company, String name, String role) {
        return sign(claims(company, name, role, Instant.now().plusSeconds(600)), SECRET);
    }

    private static String claims(String company, String name, String role, Instant end) {
        return JSON.createObjectNode()
                .put("company_id", company)
                .put("user_id", name)
                .put("role", role)
                .put("exp", end.getEpochSecond())
                .toString();
    }

    private static String sign(String claims, String secret) {
        var encoder = Base64.getUrlEncoder().withoutPadding();
        var signed = encoder.encodeToString("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8))
                + "." + encoder.encodeToString(claims.getBytes(StandardCharsets.UTF_8));
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return signed + "." + encoder.encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
