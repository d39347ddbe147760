package dev.sapa.verify.system;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sapa.verify.suite.Api;
import dev.sapa.verify.suite.Livechat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.awaitility.Awaitility;

/** A company of a test's own, made by the demo's operator, with an administrator and an agent. */
final class Tenant {

    private static final String PASSWORD = "password";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Livechat livechat;
    private final Api api;
    private final String id;
    private final String slug;
    private final String word;
    private final String department;
    private final JsonNode agent;
    private final String adminMail;
    private final String agentMail;
    private final String visitorSecret;

    /** What one of its visitors has begun. */
    record Case(String session, String token, long number, String visitor) {}

    private Tenant(Livechat livechat, String word, String portalAccess) {
        this.livechat = livechat;
        this.word = word;
        this.api = livechat.api();
        this.slug = "t-" + UUID.randomUUID().toString().substring(0, 8);
        this.adminMail = slug + "-admin@example.com";
        this.agentMail = slug + "-agent@example.com";
        var operator = api.bearer(token("operator@example.com", "operator123"));
        this.id = operator.post(
                        "/api/v2/auth/companies", Map.of("slug", slug, "name", slug, "portal_access", portalAccess))
                .expect(201)
                .path("id")
                .asText();
        operator.post("/api/v2/auth/staff", staff(adminMail, "admin", List.of()))
                .expect(201);
        var admin = admin();
        this.department = admin.post("/api/v2/auth/departments", Map.of("name", "Bagian " + word))
                .expect(201)
                .path("id")
                .asText();
        this.agent = admin.post("/api/v2/auth/staff", staff(agentMail, "agent", List.of(department)))
                .expect(201);
        this.visitorSecret = admin.post("/api/v2/auth/companies/" + id + "/visitor-secret", Map.of())
                .expect(200)
                .path("visitor_secret")
                .asText();
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> door().post(
                                        "/api/chat/start",
                                        Map.of("browser_uuid", UUID.randomUUID().toString(), "topic", "Izin"))
                                .status()
                        == 201);
    }

    /**
     * @param word what names of the company's own things contain
     * @param portalAccess {@code strict} or {@code open}
     */
    static Tenant make(Livechat livechat, String word, String portalAccess) {
        return new Tenant(livechat, word, portalAccess);
    }

    private Map<String, Object> staff(String email, String role, List<String> departments) {
        return Map.of(
                "company_id",
                id,
                "email",
                email,
                "name",
                role + " " + word,
                "role",
                role,
                "password",
                PASSWORD,
                "department_ids",
                departments);
    }

    String id() {
        return id;
    }

    String slug() {
        return slug;
    }

    String department() {
        return department;
    }

    String agentId() {
        return agent.path("id").asText();
    }

    long agentNumber() {
        return agent.path("number").asLong();
    }

    /** Freshly signed in. */
    Api admin() {
        return api.bearer(adminToken());
    }

    String adminToken() {
        return token(adminMail, PASSWORD);
    }

    Api agent() {
        return api.bearer(agentToken());
    }

    String agentToken() {
        return token(agentMail, PASSWORD);
    }

    /** The visitors' side: known by its public key alone. */
    Api door() {
        return api.with("X-Company", slug);
    }

    /** One of its servers. */
    Api server(String role) {
        var key = admin().post("/api/v2/auth/api-keys", Map.of("name", "Server " + word, "role", role))
                .expect(201);
        var token = api.postForm(
                        "/api/v2/auth/oauth/token",
                        Map.of(
                                "grant_type",
                                "urn:ietf:params:oauth:grant-type:token-exchange",
                                "subject_token",
                                key.path("id").asText() + "."
                                        + key.path("secret").asText(),
                                "subject_token_type",
                                "urn:sapa:token-type:api-key"))
                .expect(200);
        return api.bearer(token.path("access_token").asText());
    }

    Case begun(String topic) {
        var started = livechat.start(door(), topic);
        var view =
                admin().get("/api/v2/chat/conversations/" + started.session()).expect(200);
        return new Case(
                started.session(),
                started.token(),
                view.path("number").asLong(),
                view.at("/visitor/id").asText());
    }

    /** A file in the conversation; the address under which it is read. */
    String upload(Case begun, String text) {
        var answer = send(begun.token(), begun.session(), text);
        if (answer.statusCode() != 201) {
            throw new AssertionError("No upload: " + answer.statusCode() + " " + answer.body());
        }
        return answer.body().replaceFirst("(?s).*\"url\"\\s*:\\s*\"([^\"]+)\".*", "$1");
    }

    /** The status that an upload into somebody's conversation is answered with. */
    int tryUpload(String token, String session, String text) {
        return send(token, session, text).statusCode();
    }

    private HttpResponse<String> send(String token, String session, String text) {
        var boundary = "b" + UUID.randomUUID();
        var body = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"catatan.txt\"\r\n"
                + "Content-Type: text/plain\r\n\r\n" + text + "\r\n--" + boundary + "--\r\n";
        var request = HttpRequest.newBuilder(base().resolve("/api/v2/chat/conversations/" + session + "/files"))
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private URI base() {
        return api.get("/health").response().uri().resolve("/").normalize();
    }

    /** A token of its own for a Socket.IO client; {@code role} is {@code user} or {@code admin}. */
    String socketIoToken(String user, String role) {
        var claims = "{\"company_id\":\"%s\",\"user_id\":\"%s\",\"role\":\"%s\",\"exp\":%d}"
                .formatted(slug, user, role, Instant.now().getEpochSecond() + 600);
        var encoder = Base64.getUrlEncoder().withoutPadding();
        var signed = encoder.encodeToString("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8))
                + "." + encoder.encodeToString(claims.getBytes(StandardCharsets.UTF_8));
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(visitorSecret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return signed + "." + encoder.encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private String token(String login, String password) {
        return api.post("/api/auth/login", Map.of("email", login, "password", password))
                .expect(200)
                .at("/data/access_token")
                .asText();
    }
}
