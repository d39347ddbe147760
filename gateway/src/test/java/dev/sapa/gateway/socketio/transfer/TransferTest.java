package dev.sapa.gateway.socketio.transfer;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.sapa.gateway.kit.GatewayTest;
import dev.sapa.gateway.kit.StubServices;
import dev.sapa.gateway.kit.Tokens;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** S1-14. */
@GatewayTest
class TransferTest {

    private final StubServices services = StubServices.get();
    private final String company = UUID.randomUUID().toString();
    private String address = "";

    /** Starts are limited by address. */
    @BeforeEach
    void comeFromElsewhere() {
        address = "10.7." + (int) (Math.random() * 250) + "." + (int) (Math.random() * 250);
    }

    @Test
    void answers_the_session_flat_and_in_data() {
        var conversation = services.vouched.conversationOf(UUID.fromString(company), "user123");

        transfer("{\"user_id\":\"user123\",\"company_id\":\"" + company + "\",\"context\":\"Not happy\"}")
                .statusCode(200)
                .body("success", equalTo(true))
                .body("message", equalTo("User transferred to agent"))
                .body("session_id", equalTo(conversation.id.toString()))
                .body("data.session_id", equalTo(conversation.id.toString()))
                .body("user_id", equalTo("user123"))
                .body("company_id", equalTo(company))
                .body("status", equalTo("waiting"));
    }

    @Test
    void refuses_a_body_that_does_not_say_who() {
        for (var body : new String[] {
            "", "[]", "{", "{\"company_id\":\"x\"}", "{\"user_id\":\"u\",\"company_id\":\" \"}", "{\"user_id\":{}}"
        }) {
            transfer(body)
                    .statusCode(400)
                    .body("success", equalTo(false))
                    .body("error", notNullValue())
                    .body("code", equalTo("invalid-request"));
            comeFromElsewhere();
        }
    }

    @Test
    void an_unknown_company_is_404_and_a_strict_one_wants_a_key() {
        transfer("{\"user_id\":\"u\",\"company_id\":\"nowhere\"}").statusCode(404);
        transfer("{\"user_id\":\"u\",\"company_id\":\"strict\"}").statusCode(401);
        with("Bearer " + Tokens.ofKey(UUID.randomUUID(), "read write"), "{\"user_id\":\"u\",\"company_id\":\"strict\"}")
                .statusCode(200);
    }

    @Test
    void a_wrong_authorization_is_401_even_where_none_is_needed() {
        var body = "{\"user_id\":\"u\",\"company_id\":\"" + company + "\"}";
        for (var wrong : new String[] {"Basic dTpw", "Bearer nonsense", "Bearer lcs_k1_x", "Bearer a.b.c", "x"}) {
            with(wrong, body).statusCode(401).body("success", equalTo(false));
            comeFromElsewhere();
        }
        with("Bearer " + Tokens.ofKey(UUID.randomUUID(), "read"), body).statusCode(401);
    }

    private ValidatableResponse transfer(String body) {
        return given().headers(Map.of("X-Forwarded-For", address))
                .contentType(ContentType.JSON)
                .body(body)
                .post("/transfer_to_agent")
                .then();
    }

    private ValidatableResponse with(String authorization, String body) {
        return given().headers(Map.of("X-Forwarded-For", address, "Authorization", authorization))
                .contentType(ContentType.JSON)
                .body(body)
                .post("/transfer_to_agent")
                .then();
    }
}
