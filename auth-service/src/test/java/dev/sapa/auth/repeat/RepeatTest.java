package dev.sapa.auth.repeat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.sapa.auth.Api;
import dev.sapa.auth.AuthTest;
import dev.sapa.auth.Database;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Creates that are sent again. */
@AuthTest
class RepeatTest {

    private String key = UUID.randomUUID().toString();
    private final String name = "r" + key.substring(0, 8);
    private String admin;

    private final Map<String, Object> person =
            Map.of("email", name + "@example.org", "name", "Somebody", "role", "agent", "password", "sesame");

    @BeforeEach
    void sign_in() {
        admin = Api.accessToken("admin@livechat.com", "password");
    }

    @Test
    void makes_each_thing_once_and_gives_the_same_answer() {
        assertThat(idOf("/staff", admin, person)).isEqualTo(idOf("/staff", admin, person));

        key = UUID.randomUUID().toString();
        var department = Map.<String, Object>of("name", name);
        assertThat(idOf("/departments", admin, department)).isEqualTo(idOf("/departments", admin, department));

        key = UUID.randomUUID().toString();
        var operator = Api.accessToken("operator", "operator123");
        var company = Map.<String, Object>of("slug", name, "name", "Company");
        assertThat(idOf("/companies", operator, company)).isEqualTo(idOf("/companies", operator, company));

        key = UUID.randomUUID().toString();
        var apiKey = Map.<String, Object>of("name", name);
        String secret =
                sent("/api-keys", admin, apiKey).statusCode(201).extract().path("secret");
        sent("/api-keys", admin, apiKey).statusCode(201).body("secret", equalTo(secret));
        Api.as(admin).get("/api-keys").then().body("items.findAll { it.name == '" + name + "' }.size()", equalTo(1));
    }

    @Test
    void makes_it_once_when_all_come_at_the_same_time() throws Exception {
        var pool = Executors.newFixedThreadPool(6);
        try {
            var ids = new HashSet<String>();
            for (var one :
                    pool.invokeAll(Collections.<Callable<String>>nCopies(6, () -> idOf("/staff", admin, person)))) {
                ids.add(one.get());
            }
            assertThat(ids).hasSize(1);
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void refuses_the_key_for_another_request_and_knows_it_for_its_sender_only() {
        sent("/departments", admin, Map.of("name", name)).statusCode(201);

        sent("/departments", admin, Map.of("name", name + "x"))
                .statusCode(409)
                .body("code", equalTo("idempotency-key-reused"));
        sent("/api-keys", admin, Map.of("name", name)).statusCode(409);
        sent("/departments", Api.newAdminOfCompanyA().accessToken(), Map.of("name", name))
                .statusCode(201);
        Api.as(admin)
                .header("Idempotency-Key", "k".repeat(256))
                .body(Map.of("name", name))
                .post("/departments")
                .then()
                .statusCode(400)
                .body("code", equalTo("idempotency-key-invalid"));
    }

    @Test
    void forgets_the_key_of_what_was_refused_and_keeps_no_password() throws Exception {
        var taken = Map.<String, Object>of(
                "email", "agent1@livechat.com", "name", "Somebody", "role", "agent", "password", "sesame");
        sent("/staff", admin, taken).statusCode(409).body("code", equalTo("email-taken"));
        sent("/staff", admin, person).statusCode(201);

        try (var database = Database.asOwner()) {
            var kept = new ArrayList<>(database.column("select key || request || subject from repeat"));
            assertThat(kept).isNotEmpty().noneMatch(row -> row.contains(key) || row.contains("sesame"));
        }
    }

    private String idOf(String path, String token, Map<String, Object> body) {
        return sent(path, token, body).statusCode(201).extract().path("id");
    }

    private ValidatableResponse sent(String path, String token, Map<String, Object> body) {
        return Api.as(token)
                .header("Idempotency-Key", key)
                .body(body)
                .post(path)
                .then();
    }
}
