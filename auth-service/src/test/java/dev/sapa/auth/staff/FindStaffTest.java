package dev.sapa.auth.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import dev.sapa.auth.Api;
import dev.sapa.auth.AuthTest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** S2-3: who works here, and how newcomers are called. */
@AuthTest
class FindStaffTest {

    private final String mark = "q" + UUID.randomUUID().toString().substring(0, 8);

    @Test
    void finds_people_by_role_department_state_and_text() {
        var ani = person("ani", "agent", Map.of("name", "Ani 100%_" + mark, "department_ids", List.of(Api.INVESTASI)));
        var budi = person("budi", "supervisor", Map.of("name", "Budi " + mark.toUpperCase(Locale.ROOT)));
        Api.asAdmin()
                .body(Map.of("active", false))
                .patch("/staff/{id}", budi)
                .then()
                .statusCode(200);

        found("q=" + mark, ani, budi);
        found("q=" + mark + "&role=agent", ani);
        found("q=" + mark + "&active=false", budi);
        found("q=" + mark + "&active=true&role=supervisor");
        found("q=" + mark + "&department_id=" + Api.INVESTASI, ani);
        found("q=" + mark + "&department_id=" + Api.PERIZINAN);
        found("q=ani-" + mark + "@", ani);
        found("q=100%25_" + mark, ani);
        found("q=1__%25_" + mark);
        Api.asAdmin().get("/staff?role=king").then().statusCode(400);
        Api.asAdmin().get("/staff?q={q}", "x".repeat(101)).then().statusCode(400);
    }

    @Test
    void pages_through_what_was_found() {
        var ids = IntStream.range(0, 3)
                .mapToObj(i -> person("p" + i, "agent", Map.of()))
                .toList();
        var first =
                Api.asAdmin().get("/staff?limit=2&q=" + mark).then().extract().jsonPath();

        assertThat(first.getList("items.id")).containsExactly(ids.get(0), ids.get(1));
        Api.asAdmin()
                .get("/staff?limit=2&q={q}&cursor={cursor}", mark, first.getString("next_cursor"))
                .then()
                .body("items.id", contains(ids.get(2)))
                .body("next_cursor", equalTo(null));
    }

    @Test
    void finds_a_free_user_name_when_the_address_gives_a_taken_one() {
        assertThat(username(mark + "@one.example", Api.OSS)).isEqualTo(mark);
        assertThat(username(mark + "@two.example", Api.OSS)).isEqualTo(mark + "2");
        assertThat(username(mark.toUpperCase(Locale.ROOT) + "@three.example", Api.COMPANY_A))
                .isEqualTo(mark.toUpperCase(Locale.ROOT) + "3");
        Api.asAdmin()
                .body(request(mark + "@four.example", Map.of("username", mark)))
                .post("/staff")
                .then()
                .statusCode(409)
                .body("code", equalTo("username-taken"));
        Api.asAdmin()
                .body(request(mark + "@one.example", Map.of()))
                .post("/staff")
                .then()
                .statusCode(409)
                .body("code", equalTo("email-taken"));
    }

    @Test
    void gives_everybody_another_name_when_many_come_at_once() throws Exception {
        var admin = Api.accessToken("admin@livechat.com", "password");
        var pool = Executors.newFixedThreadPool(6);
        try {
            var hired = IntStream.range(0, 6)
                    .mapToObj(i -> pool.submit(() -> Api.as(admin)
                            .body(request(mark + "@host" + i + ".example", Map.of()))
                            .post("/staff")
                            .<String>path("username")))
                    .toList();
            var names = new ArrayList<String>();
            for (var one : hired) {
                names.add(one.get());
            }
            assertThat(names)
                    .containsExactlyInAnyOrder(mark, mark + "2", mark + "3", mark + "4", mark + "5", mark + "6");
        } finally {
            pool.shutdown();
        }
    }

    private void found(String query, String... ids) {
        Api.asAdmin()
                .urlEncodingEnabled(false)
                .get("/staff?" + query)
                .then()
                .statusCode(200)
                .body("items.id", ids.length == 0 ? empty() : containsInAnyOrder((Object[]) ids));
    }

    private String person(String name, String role, Map<String, Object> more) {
        var body = new HashMap<String, Object>(request(name + "-" + mark + "@example.org", more));
        body.put("role", role);
        return Api.asAdmin()
                .body(body)
                .post("/staff")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static String username(String email, String company) {
        return Api.asOperator()
                .body(request(email, Map.of("company_id", company)))
                .post("/staff")
                .then()
                .statusCode(201)
                .extract()
                .path("username");
    }

    private static Map<String, Object> request(String email, Map<String, Object> more) {
        var body = new HashMap<String, Object>(
                Map.of("email", email, "name", "Somebody", "role", "agent", "password", "sesame"));
        body.putAll(more);
        return body;
    }
}
