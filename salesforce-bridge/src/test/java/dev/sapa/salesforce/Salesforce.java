package dev.sapa.salesforce;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** An org of a test's own at the emulated Salesforce, as a client sees it; written from the vendor's side of the wire. */
public final class Salesforce {

    private static final TestKey KEY = TestKey.generate("kid-1");
    private static final String API = "/iamessage/api/v2";
    public static final String DEPLOYMENT = "Test_Deployment";

    private final String org;

    private Salesforce(String org) {
        this.org = org;
    }

    /** A new org that no desk answers for. */
    public static Salesforce register() {
        var org = "00D" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
        given().contentType(ContentType.JSON)
                .body(Map.of(
                        "es_developer_name",
                        DEPLOYMENT,
                        "kid",
                        "kid-1",
                        "issuer",
                        "issuer-1",
                        "jwk",
                        Map.of("n", KEY.jwk().path("n").asText(), "e", "AQAB")))
                .put("/emulator/orgs/" + org)
                .then()
                .statusCode(204);
        return new Salesforce(org);
    }

    public String org() {
        return org;
    }

    public void switchTo(Map<String, ?> switches) {
        given().contentType(ContentType.JSON)
                .body(switches)
                .put("/emulator/switches/" + org)
                .then()
                .statusCode(204);
    }

    public void fail(Map<String, ?> fault) {
        var body = new HashMap<String, Object>(fault);
        body.put("org_id", org);
        given().contentType(ContentType.JSON)
                .body(body)
                .post("/emulator/faults")
                .then()
                .statusCode(204);
    }

    /** The answer to a token call for this end user, vouched for with the org's key. */
    public Response verified(String subject) {
        return verified(subject, KEY, "kid-1", "issuer-1", 300);
    }

    public Response verified(String subject, TestKey key, String kid, String issuer, long life) {
        var body = tokenRequest();
        body.put("authorizationType", "JWT");
        body.put("customerIdentityToken", identityToken(subject, key, kid, issuer, life));
        return given().contentType(ContentType.JSON).body(body).post(API + "/authorization/authenticated/access-token");
    }

    public Response guest() {
        return given().contentType(ContentType.JSON)
                .body(tokenRequest())
                .post(API + "/authorization/unauthenticated/access-token");
    }

    public String token(String subject) {
        return verified(subject).then().statusCode(200).extract().path("accessToken");
    }

    private Map<String, Object> tokenRequest() {
        var body = new HashMap<String, Object>();
        body.put("orgId", org);
        body.put("esDeveloperName", DEPLOYMENT);
        body.put("capabilitiesVersion", "1");
        body.put("platform", "Web");
        return body;
    }

    public static RequestSpecification as(String token) {
        return given().header("Authorization", "Bearer " + token);
    }

    public static String begin(String token) {
        var id = UUID.randomUUID().toString();
        begin(token, id).then().statusCode(201);
        return id;
    }

    public static Response begin(String token, String id) {
        return as(token)
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "conversationId",
                        id,
                        "esDeveloperName",
                        DEPLOYMENT,
                        "language",
                        "en_US",
                        "routingAttributes",
                        Map.of("_firstName", "Siti", "Unknown_Key", "x")))
                .post(API + "/conversation");
    }

    public static Response say(String token, String conversation, String id, String text) {
        return say(token, conversation, id, text, false);
    }

    public static Response say(String token, String conversation, String id, String text, boolean newSession) {
        return as(token)
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "message",
                        Map.of(
                                "id",
                                id,
                                "messageType",
                                "StaticContentMessage",
                                "staticContent",
                                Map.of("formatType", "Text", "text", text)),
                        "esDeveloperName",
                        DEPLOYMENT,
                        "isNewMessagingSession",
                        newSession,
                        "routingAttributes",
                        Map.of(),
                        "language",
                        "en_US"))
                .post(API + "/conversation/" + conversation + "/message");
    }

    public static Response delete(String token, String conversation, String part) {
        return as(token).delete(API + "/conversation/" + conversation + part + "?esDeveloperName=" + DEPLOYMENT);
    }

    public static Response agent(String conversation, String act, Map<String, ?> more) {
        var answer = given().contentType(ContentType.JSON)
                .body(more)
                .post("/emulator/conversations/" + conversation + "/agent/" + act);
        answer.then().statusCode(200);
        return answer;
    }

    private static String identityToken(String subject, TestKey key, String kid, String issuer, long life) {
        long now = Instant.now().getEpochSecond();
        var header = JsonNodeFactory.instance.objectNode().put("alg", "RS256").put("kid", kid);
        var claims = JsonNodeFactory.instance
                .objectNode()
                .put("sub", subject)
                .put("iss", issuer)
                .put("iat", now)
                .put("exp", now + life)
                .put("name", "Siti");
        var content = encoded(header.toString()) + "." + encoded(claims.toString());
        try {
            var jwk = key.jwk();
            var signer = Signature.getInstance("SHA256withRSA");
            signer.initSign(KeyFactory.getInstance("RSA")
                    .generatePrivate(new RSAPrivateCrtKeySpec(
                            TestKey.number(jwk, "n"),
                            TestKey.number(jwk, "e"),
                            TestKey.number(jwk, "d"),
                            TestKey.number(jwk, "p"),
                            TestKey.number(jwk, "q"),
                            TestKey.number(jwk, "dp"),
                            TestKey.number(jwk, "dq"),
                            TestKey.number(jwk, "qi"))));
            signer.update(content.getBytes(StandardCharsets.US_ASCII));
            return content + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signer.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
