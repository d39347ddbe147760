package dev.sapa.chat.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.sapa.chat.Announcements;
import dev.sapa.chat.Chat;
import dev.sapa.chat.Database;
import dev.sapa.chat.ServiceTest;
import dev.sapa.chat.Tokens;
import dev.sapa.events.CompanyChanged.PortalAccess;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is answered to whom: C2 of the security rules, refusals included. */
@QuarkusTest
@ServiceTest
class SessionCapabilityTest {

    @Test
    void a_forged_or_expired_token_is_refused() {
        var held = Chat.started(Announcements.company(PortalAccess.STRICT));
        var forged = held.sessionToken().substring(0, held.sessionToken().length() - 2) + "AA";

        unauthenticated(forged, held.id());
        unauthenticated("lcs_" + "0".repeat(8), held.id());
        unauthenticated(signed(held, Instant.now().minusSeconds(1)), held.id());
        unauthenticated("not.a.jwt", held.id());
        unauthenticated(Tokens.ofAnotherIssuer(held.company(), UUID.randomUUID()), held.id());
        unauthenticated(Tokens.ofNoType(held.company(), UUID.randomUUID()), held.id());
        Chat.get(signed(held, Instant.now().plusSeconds(60)), "/conversations/{id}", held.id())
                .then()
                .statusCode(200);
        given().get("/conversations/{id}", held.id()).then().statusCode(401).body("code", equalTo("unauthenticated"));
    }

    @Test
    void another_conversation_of_the_same_visitor_is_as_unknown_as_one_that_does_not_exist() {
        var company = Announcements.company(PortalAccess.STRICT);
        var held = Chat.started(company, Map.of("browser_uuid", "b-1"));
        var other = Chat.started(company, Map.of("browser_uuid", "b-1"));

        var existing = Chat.get(held.sessionToken(), "/conversations/{id}/messages", other.id());
        var unknown = Chat.get(held.sessionToken(), "/conversations/{id}/messages", UUID.randomUUID());

        assertThat(existing.statusCode()).isEqualTo(404);
        assertThat(withoutInstance(existing.asString())).isEqualTo(withoutInstance(unknown.asString()));
        Chat.say(held.sessionToken(), other.id(), "Halo").then().statusCode(404);
        Chat.close(held.sessionToken(), other.id(), Map.of()).then().statusCode(404);
    }

    @Test
    void after_the_close_it_reads_for_a_while_and_then_ends() {
        var held = Chat.started(Announcements.company(PortalAccess.STRICT));
        Chat.close(held.sessionToken(), held.id(), Map.of());

        Chat.get(held.sessionToken(), "/conversations/{id}", held.id()).then().statusCode(200);
        Database.execute("update conversation set ended_at = ended_at - interval '16 minutes' where id = '%s'"
                .formatted(held.id()));
        Chat.get(held.sessionToken(), "/conversations/{id}", held.id())
                .then()
                .statusCode(401)
                .body("code", equalTo("session-token-ended"));
    }

    @Test
    void a_bare_id_admits_for_a_minute_where_the_company_is_open_and_nowhere_else() { // S3-8, and its refusal
        var open = Chat.started(Announcements.company(PortalAccess.OPEN));
        var strict = Chat.started(Announcements.company(PortalAccess.STRICT));

        var granted = given().post("/conversations/{id}/access", open.id());
        granted.then().statusCode(200).body("expires_in", equalTo(60));
        Chat.say(granted.path("session_token"), open.id(), "Halo").then().statusCode(201);

        var refused = given().post("/conversations/{id}/access", strict.id());
        var unknown = given().post("/conversations/{id}/access", UUID.randomUUID());
        assertThat(refused.statusCode()).isEqualTo(404);
        assertThat(withoutInstance(refused.asString())).isEqualTo(withoutInstance(unknown.asString()));
    }

    @Test
    void after_a_rotation_tokens_of_the_key_before_stay_good_and_older_ones_do_not() {
        var operator = Tokens.operator(UUID.randomUUID(), UUID.randomUUID());
        var old = Chat.started(Announcements.company(PortalAccess.STRICT));

        rotate(operator);
        var newer = Chat.started(old.company());
        Chat.get(old.sessionToken(), "/conversations/{id}", old.id()).then().statusCode(200);
        rotate(operator);

        unauthenticated(old.sessionToken(), old.id());
        Chat.get(newer.sessionToken(), "/conversations/{id}", newer.id()).then().statusCode(200);
        given().auth()
                .oauth2(Tokens.admin(old.company(), UUID.randomUUID()))
                .post("/session-keys/rotate")
                .then()
                .statusCode(403);
    }

    @Test
    void a_user_whom_the_company_vouches_for_reaches_its_own_conversations_only() {
        var company = Announcements.company(PortalAccess.STRICT);
        var ani = Tokens.companyUser(company, "ani");
        var id = UUID.fromString(given().auth()
                .oauth2(ani)
                .contentType("application/json")
                .body(Map.of("topic", "Izin"))
                .post("/conversations")
                .path("id"));

        Chat.say(ani, id, "Halo").then().statusCode(201).body("message.author", equalTo("visitor"));
        Chat.say(Tokens.companyUser(company, "budi"), id, "Halo").then().statusCode(404);
        Chat.get(Tokens.companyUser(UUID.randomUUID(), "ani"), "/conversations/{id}", id)
                .then()
                .statusCode(404);
    }

    private static void rotate(String operator) {
        given().auth().oauth2(operator).post("/session-keys/rotate").then().statusCode(201);
    }

    private static void unauthenticated(String token, UUID conversation) {
        Chat.get(token, "/conversations/{id}", conversation)
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .body("code", equalTo("unauthenticated"));
    }

    /** Signed with the service's own key, so that nothing but the expiry can be the reason of a refusal. */
    private static String signed(Chat.Held held, Instant expiresAt) {
        var row = Database.column(
                        "select kid || ' ' || encode(secret, 'hex') from capability_key order by created_at desc limit 1")
                .get(0)
                .split(" ", -1);
        var visitor = Database.column("select visitor_id from conversation where id = '%s'".formatted(held.id()))
                .get(0);
        var key = new CapabilityKey(row[0], HexFormat.of().parseHex(row[1]), Instant.EPOCH);
        return SessionToken.of(new Capability(held.id(), held.company(), UUID.fromString(visitor), expiresAt), key)
                .value();
    }

    private static String withoutInstance(String problem) {
        return problem.replaceAll("\"instance\":\"[^\"]*\"", "");
    }
}
