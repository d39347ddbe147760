package dev.sapa.salesforce.connection;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;

import dev.sapa.salesforce.SalesforceStub;
import dev.sapa.salesforce.SalesforceStub.Trouble;
import dev.sapa.salesforce.SalesforceTest;
import dev.sapa.salesforce.Tokens;
import dev.sapa.salesforce.vendor.SigningKey;
import io.restassured.response.Response;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@SalesforceTest
class ConnectionTest {

    private final UUID company = UUID.randomUUID();
    /** One for all: making one takes long. */
    private static final SigningKey KEY = SigningKey.generate();

    @Test
    void secrets_go_in_and_never_come_out() {
        config("admin").then().statusCode(404);

        var answer = put(valid().put("jwk", new JsonObject(KEY.secret()))
                .put(
                        "oauth",
                        new JsonObject()
                                .put("token_url", "https://acme.my.salesforce.com/services/oauth2/token")
                                .put("client_id", "client")
                                .put("client_secret", "the-secret")));
        answer.then()
                .statusCode(200)
                .body("org_id", equalTo("00D000000000ABC"))
                .body("issuer", equalTo("the-issuer"))
                .body("has_jwk", equalTo(true))
                .body("jwk", nullValue())
                .body("oauth.client_id", equalTo("client"))
                .body("oauth.client_secret", nullValue());

        var shown = config("admin").then().statusCode(200).extract().asString();
        var d = new JsonObject(KEY.secret()).getString("d");
        assertThat(shown).doesNotContain("the-secret", d);
        given().get("/.well-known/salesforce/{id}/jwks.json", company)
                .then()
                .statusCode(200)
                .body("keys[0].kid", equalTo("the-kid"))
                .body("keys[0].n", equalTo(new JsonObject(KEY.secret()).getString("n")))
                .body("keys[0].d", nullValue());
    }

    @Test
    void secrets_that_are_not_said_again_stay() {
        put(valid().put("jwk", KEY.secret())).then().statusCode(200);
        put(valid().put("issuer", "another")).then().statusCode(200).body("version", equalTo(2));

        given().get("/.well-known/salesforce/{id}/jwks.json", company)
                .then()
                .body("keys[0].n", equalTo(new JsonObject(KEY.secret()).getString("n")));
    }

    @Test
    void a_company_without_a_key_gets_one() {
        put(valid()).then().statusCode(200).body("has_jwk", equalTo(true));
    }

    @ParameterizedTest
    @CsvSource({
        "scrt_url, http://acme.my.salesforce-scrt.com",
        "scrt_url, https://evil.example.com",
        "scrt_url, https://user:word@acme.my.salesforce-scrt.com",
        "scrt_url, ftp://localhost",
        "org_id, 42",
        "es_developer_name, not a name",
        "jwk, '{}'",
        "fallback, nowhere"
    })
    void what_cannot_be_right_is_refused_and_changes_nothing(String field, String value) {
        put(valid().put(field, value)).then().statusCode(400);
        config("admin").then().statusCode(404);
    }

    @Test
    void only_the_companys_administrators_see_it() {
        given().get("/config").then().statusCode(401);
        config("agent").then().statusCode(403);
        config("supervisor").then().statusCode(403);
    }

    @Test
    void the_trial_says_that_all_is_well() {
        try (var salesforce = new SalesforceStub()) {
            put(valid().put("scrt_url", salesforce.url())).then().statusCode(200);

            test().then().body("ok", equalTo(true)).body("checks.name", hasItems("key", "identity-token"));
        }
    }

    @Test
    void the_trial_says_what_is_wrong() {
        try (var salesforce = new SalesforceStub()) {
            salesforce.believesNobody();
            put(valid().put("scrt_url", salesforce.url()));
            test().then().body("ok", equalTo(false)).body("checks.code", hasItem("silently-anonymous"));

            salesforce.next(Trouble.of("/access-token", 401));
            test().then().body("checks.code", hasItem("identity-token-refused"));

            salesforce.next(new Trouble("/access-token", 401, Map.of("Date", "Mon, 05 Jan 2026 12:00:00 GMT"), false));
            salesforce.next(Trouble.of("/access-token", 400));
            test();
            test().then().body("checks.code", hasItem("request-refused"));

            var named = new JsonObject(KEY.secret()).put("kid", "another-kid");
            put(valid().put("scrt_url", salesforce.url()).put("jwk", named));
            test().then().body("ok", equalTo(false)).body("checks.code", hasItem("kid-mismatch"));
            put(valid().put("scrt_url", "http://localhost:9"));
            test().then().body("checks.code", hasItem("unreachable"));
        }
    }

    private Response test() {
        return given().auth().oauth2(token("admin")).post("/config/test");
    }

    private Response config(String role) {
        return given().auth().oauth2(token(role)).get("/config");
    }

    private Response put(JsonObject body) {
        return given().auth()
                .oauth2(token("admin"))
                .contentType("application/json")
                .body(body.encode())
                .put("/config");
    }

    private String token(String role) {
        return Tokens.staff(UUID.randomUUID(), company, role);
    }

    private static JsonObject valid() {
        return new JsonObject()
                .put("enabled", true)
                .put("scrt_url", "https://acme.my.salesforce-scrt.com")
                .put("org_id", "00D000000000ABC")
                .put("es_developer_name", "Acme_Client")
                .put("issuer", "the-issuer")
                .put("kid", "the-kid");
    }
}
