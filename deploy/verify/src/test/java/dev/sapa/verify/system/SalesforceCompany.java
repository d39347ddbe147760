package dev.sapa.verify.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sapa.verify.suite.Api;
import dev.sapa.verify.suite.Livechat;
import dev.sapa.verify.suite.Livechat.Started;
import dev.sapa.verify.suite.Suite;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.awaitility.core.ThrowingRunnable;

/** A company of one's own whose agents sit in an emulated Salesforce of its own, where the test plays them. */
final class SalesforceCompany {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String PASSWORD = "password";
    private static final String DEPLOYMENT = "Test_Client";

    private final Api api;
    private final Livechat livechat;
    private final String slug;
    private final String org;
    private final String email;
    private final Api admin;

    private SalesforceCompany(Suite suite) {
        this.api = suite.api();
        this.livechat = new Livechat(suite);
        var tag = UUID.randomUUID().toString().replace("-", "");
        this.slug = "sf-" + tag.substring(0, 8);
        this.org = "00D" + tag.substring(8, 20);
        this.email = slug + "@example.com";
        var operator = api.bearer(token("operator@example.com", "operator123"));
        var company = operator.post(
                        "/api/v2/auth/companies", Map.of("slug", slug, "name", slug, "portal_access", "open"))
                .expect(201)
                .path("id")
                .asText();
        operator.post(
                        "/api/v2/auth/staff",
                        Map.of(
                                "company_id", company,
                                "email", email,
                                "name", "Admin " + slug,
                                "role", "admin",
                                "password", PASSWORD))
                .expect(201);
        this.admin = api.bearer(token(email, PASSWORD));
        // Other services hear of the company by an event.
        await().atMost(PATIENCE).until(this::isKnown);
    }

    /** With its Salesforce connected; the key is made here, and Salesforce fetches its public half. */
    static SalesforceCompany of(Suite suite) {
        var company = new SalesforceCompany(suite);
        var settings = company.admin
                .put(
                        "/api/salesforce/config",
                        Map.of(
                                "enabled",
                                true,
                                "scrt_url",
                                suite.base().toString(),
                                "org_id",
                                company.org,
                                "es_developer_name",
                                DEPLOYMENT,
                                "issuer",
                                "issuer-of-" + company.slug,
                                "oauth",
                                Map.of(
                                        "token_url", suite.base() + "/services/oauth2/token",
                                        "client_id", "client-" + company.org,
                                        "client_secret", "secret-" + company.org)))
                .expect(200);
        var key = company.api
                .get(URI.create(settings.path("jwks_url").asText()).getPath())
                .expect(200)
                .at("/keys/0");
        company.api
                .put(
                        "/emulator/orgs/" + company.org,
                        Map.of(
                                "company",
                                company.slug,
                                "es_developer_name",
                                DEPLOYMENT,
                                "kid",
                                key.path("kid").asText(),
                                "issuer",
                                "issuer-of-" + company.slug,
                                "jwk",
                                key))
                .expect(204);
        return company;
    }

    String slug() {
        return slug;
    }

    String org() {
        return org;
    }

    Api admin() {
        return admin;
    }

    /** The company's bot, by a key of its own. */
    Api bot() {
        var key = admin.post("/api/v2/auth/api-keys", Map.of("name", "Bot", "role", "bot"))
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

    String adminToken() {
        return token(email, PASSWORD);
    }

    private boolean isKnown() {
        var body = Map.of("browser_uuid", UUID.randomUUID().toString(), "topic", "Halo");
        return door().post("/api/chat/start", body).status() == 201;
    }

    private Api door() {
        return api.with("X-Company", slug);
    }

    Started start(String topic) {
        return livechat.start(door(), topic);
    }

    /** A conversation at Salesforce, and its id there. */
    Bridged bridged(String topic) {
        var started = start(topic);
        toSalesforce(started);
        return new Bridged(started, remote(started));
    }

    record Bridged(Started here, String there) {

        String session() {
            return here.session();
        }
    }

    Api.Answer transfer(Started visitor, String desk) {
        return admin.post(
                "/api/v2/chat/conversations/" + visitor.session() + "/transfer", Map.of("to", Map.of("desk", desk)));
    }

    void toSalesforce(Started visitor) {
        transfer(visitor, "salesforce").expect(200);
    }

    Api visitor(Started visitor) {
        return api.with("X-Session-Token", visitor.token());
    }

    void say(Started visitor, String text) {
        eventually(() -> {
            var said = visitor(visitor)
                    .post(
                            "/api/v2/chat/conversations/" + visitor.session() + "/messages",
                            Map.of("text", text, "client_msg_id", text));
            assertThat(said.status()).as(said.toString()).isIn(200, 201);
        });
    }

    /** Its id in Salesforce, once it is there. */
    String remote(Started visitor) {
        var found = new ArrayList<String>();
        eventually(() -> {
            found.clear();
            for (var item : conversations()) {
                if (item.at("/routing_attributes/Sapa_Session").asText().equals(visitor.session())) {
                    found.add(item.path("id").asText());
                }
            }
            assertThat(found).as(visitor.session() + " in Salesforce").hasSize(1);
        });
        return found.get(0);
    }

    JsonNode conversations() {
        return api.get("/emulator/orgs/" + org + "/conversations").expect(200);
    }

    JsonNode act(String there, String act, Map<String, ?> details) {
        return api.post("/emulator/conversations/" + there + "/agent/" + act, details)
                .expect(200);
    }

    void answers(String there, String text) {
        var id = UUID.randomUUID().toString();
        eventually(() -> api.post("/emulator/conversations/" + there + "/agent/say", Map.of("text", text, "id", id))
                .expect(200));
    }

    JsonNode look(String there) {
        return api.get("/emulator/conversations/" + there).expect(200);
    }

    void switches(Map<String, ?> on) {
        api.put("/emulator/switches/" + org, on).expect(204);
    }

    void fault(Map<String, ?> fault) {
        var body = new HashMap<String, Object>(fault);
        body.put("org_id", org);
        api.post("/emulator/faults", body).expect(204);
    }

    void expireTokens() {
        api.post("/emulator/orgs/" + org + "/expire-tokens", Map.of()).expect(204);
    }

    /** What the visitor said, as Salesforce has it. */
    List<String> heardThere(String there) {
        return entries(there, "EndUser", "Message").stream()
                .map(entry -> entry.at("/entryPayload/abstractMessage/staticContent/text")
                        .asText())
                .toList();
    }

    List<JsonNode> entries(String there, String role, String type) {
        return StreamSupport.stream(look(there).path("entries").spliterator(), false)
                .filter(entry -> entry.at("/sender/role").asText().equals(role)
                        && entry.path("entryType").asText().equals(type))
                .toList();
    }

    /** The messages here of one author. */
    List<JsonNode> messages(String session, String author) {
        var page = admin.get("/api/v2/chat/conversations/" + session + "/messages?limit=500")
                .expect(200)
                .path("items");
        return StreamSupport.stream(page.spliterator(), false)
                .filter(message -> message.path("author").asText().equals(author))
                .toList();
    }

    List<String> texts(String session, String author) {
        return messages(session, author).stream()
                .map(message -> message.path("text").asText())
                .toList();
    }

    JsonNode view(Started visitor) {
        return admin.get("/api/v2/chat/conversations/" + visitor.session()).expect(200);
    }

    static void eventually(ThrowingRunnable assertion) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .pollDelay(Duration.ZERO)
                .untilAsserted(assertion);
    }

    private String token(String login, String password) {
        return api.post("/api/auth/login", Map.of("email", login, "password", password))
                .expect(200)
                .at("/data/access_token")
                .asText();
    }
}
