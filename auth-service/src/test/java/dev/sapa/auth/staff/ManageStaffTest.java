package dev.sapa.auth.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import dev.sapa.auth.Api;
import dev.sapa.auth.AuthTest;
import dev.sapa.auth.AuthTopic;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** S2-5, and what admins may do to whom. */
@AuthTest
class ManageStaffTest {

    private Api.Person agent;

    @BeforeEach
    void somebody_of_their_own() {
        agent = Api.newAgent();
    }

    @Test
    void tells_the_other_services_about_every_change_in_order() {
        Api.asAdmin()
                .body(Map.of("name", "Renamed", "department_ids", List.of(Api.INVESTASI, Api.PERIZINAN)))
                .patch("/staff/{id}", agent.id())
                .then()
                .statusCode(200)
                .body("version", equalTo(2))
                .body("department_ids", contains(Api.INVESTASI, Api.PERIZINAN))
                .body("departments[0].name", equalTo("Investasi"));
        Api.asAdmin()
                .body(Map.of("name", "Renamed"))
                .patch("/staff/{id}", agent.id())
                .then()
                .body("version", equalTo(2));
        Api.asAdmin()
                .body(Map.of("role", "supervisor"))
                .patch("/staff/{id}", agent.id())
                .then()
                .statusCode(200);

        var events = changes(3);
        assertThat(events)
                .extracting(event -> event.headers().get("ce_version"))
                .containsExactly("1", "2", "3");
        var last = events.get(2).payload();
        assertThat(last.getString("staff_id")).isEqualTo(agent.id().toString());
        assertThat(last.getString("company_id")).isEqualTo(Api.OSS);
        assertThat(last.getString("name")).isEqualTo("Renamed");
        assertThat(last.getString("role")).isEqualTo("supervisor");
        assertThat(last.getList("department_ids")).containsExactly(Api.INVESTASI, Api.PERIZINAN);
        assertThat(events.get(0).headers())
                .containsEntry("ce_company", Api.OSS)
                .containsEntry("ce_staff", agent.id().toString());
    }

    @Test
    void counts_changes_made_at_once_without_gaps() {
        var admin = Api.accessToken("admin@livechat.com", "password");
        var pool = Executors.newFixedThreadPool(8);
        try {
            var changes = IntStream.range(0, 8)
                    .mapToObj(i -> pool.submit(() -> Api.as(admin)
                            .body(Map.of("name", "Name " + i))
                            .patch("/staff/{id}", agent.id())
                            .<Integer>path("version")))
                    .toList();
            assertThat(changes.stream().map(ManageStaffTest::done)).containsExactlyInAnyOrder(2, 3, 4, 5, 6, 7, 8, 9);
        } finally {
            pool.shutdown();
        }
        assertThat(changes(9))
                .extracting(event -> event.headers().get("ce_version"))
                .containsExactly("1", "2", "3", "4", "5", "6", "7", "8", "9");
    }

    @Test
    void gives_every_log_in_name_once_in_the_whole_installation_whatever_its_case() {
        Api.asAdmin()
                .body(someone(agent.email().toUpperCase(Locale.ROOT), "agent"))
                .post("/staff")
                .then()
                .statusCode(409)
                .body("code", equalTo("email-taken"));
        Map<String, Object> inCompanyA = Map.of(
                "email",
                UUID.randomUUID() + "@example.org",
                "username",
                agent.username().toUpperCase(Locale.ROOT),
                "name",
                "Somebody",
                "role",
                "agent",
                "password",
                "sesame",
                "company_id",
                Api.COMPANY_A);
        Api.asOperator().body(inCompanyA).post("/staff").then().statusCode(409).body("code", equalTo("username-taken"));
    }

    @Test
    void refuses_what_is_no_staff_user() {
        var email = UUID.randomUUID() + "@example.org";
        Api.asAdmin().body(someone("no address", "agent")).post("/staff").then().statusCode(400);
        Api.asAdmin().body(someone(email, "king")).post("/staff").then().statusCode(400);
        Api.asAdmin()
                .body(Map.of("email", email, "name", "N", "role", "agent", "password", "12345"))
                .post("/staff")
                .then()
                .statusCode(400)
                .body("code", equalTo("password-too-short"));
        Api.asAdmin()
                .body(Map.of(
                        "email",
                        email,
                        "name",
                        "N",
                        "role",
                        "agent",
                        "password",
                        "sesame",
                        "department_ids",
                        List.of(UUID.randomUUID())))
                .post("/staff")
                .then()
                .statusCode(400)
                .body("code", equalTo("unknown-department"));
    }

    @Test
    void lets_only_admins_change_staff_and_only_operators_make_operators() {
        var email = UUID.randomUUID() + "@example.org";
        Api.as(agent.accessToken())
                .body(someone(email, "agent"))
                .post("/staff")
                .then()
                .statusCode(403);
        Api.as(agent.accessToken())
                .body(Map.of("name", "Me"))
                .patch("/staff/{id}", agent.id())
                .then()
                .statusCode(403);
        Api.asAdmin()
                .body(someone(email, "operator"))
                .post("/staff")
                .then()
                .statusCode(403)
                .body("code", equalTo("role-not-yours-to-give"));
        Api.asAdmin()
                .body(Map.of("role", "operator"))
                .patch("/staff/{id}", agent.id())
                .then()
                .statusCode(403);
        String operator = Api.signIn("operator", "operator123").extract().path("user.id");
        Api.asAdmin()
                .body(Map.of("password", "taken over"))
                .patch("/staff/{id}", operator)
                .then()
                .statusCode(403);
        Api.signIn("operator", "operator123");
    }

    @Test
    void answers_a_foreign_id_like_an_unknown_one() {
        var stranger = Api.newAdminOfCompanyA().accessToken();

        var foreign = notFound(stranger, agent.id());
        var unknown = notFound(stranger, UUID.randomUUID());
        assertThat(foreign).isEqualTo(unknown);
        Api.as(stranger)
                .body(Map.of("name", "X"))
                .patch("/staff/{id}", agent.id())
                .then()
                .statusCode(404);
        Api.as(stranger)
                .get("/staff?company_id={id}", Api.OSS)
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(0));
        Api.as(stranger)
                .get("/staff")
                .then()
                .body("items.id", not(hasItem(agent.id().toString())));
        Map<String, Object> intruder = Map.of(
                "email", UUID.randomUUID() + "@example.org",
                "name", "Intruder",
                "role", "admin",
                "password", "sesame",
                "company_id", Api.OSS);
        Api.as(stranger).body(intruder).post("/staff").then().statusCode(404);
    }

    @Test
    void ends_the_log_ins_of_who_is_suspended() {
        var signedIn = agent.signIn().extract();
        String access = signedIn.path("access_token");

        Api.asAdmin()
                .body(Map.of("active", false))
                .patch("/staff/{id}", agent.id())
                .then()
                .statusCode(200);

        Api.as(access).get("/me").then().statusCode(401);
        Api.refresh(signedIn.path("refresh_token")).then().statusCode(401);
        Api.login(agent.email(), "sesame").then().statusCode(401);
        var revoked = AuthTopic.awaitRevocations(agent.id(), 1);
        assertThat(revoked.get(0).payload().getString("reason")).isEqualTo("suspended");
        Api.asAdmin()
                .body(Map.of("active", true))
                .patch("/staff/{id}", agent.id())
                .then()
                .statusCode(200);
        agent.signIn();
    }

    @Test
    void ends_the_log_ins_of_who_gets_another_role() {
        var access = agent.accessToken();

        Api.asAdmin()
                .body(Map.of("role", "supervisor"))
                .patch("/staff/{id}", agent.id())
                .then()
                .statusCode(200);

        Api.as(access).get("/me").then().statusCode(401);
        agent.signIn().body("user.role", equalTo("supervisor"));
    }

    @Test
    void lets_nobody_suspend_or_promote_themselves() {
        var admin = Api.newPerson(Api.asAdmin(), "admin", Map.of());

        Api.as(admin.accessToken())
                .body(Map.of("active", false))
                .patch("/staff/{id}", admin.id())
                .then()
                .statusCode(409)
                .body("code", equalTo("own-account"));
    }

    @Test
    void lists_everybody_a_page_at_a_time() {
        var admin = Api.accessToken("admin@livechat.com", "password");
        var first = Api.as(admin)
                .get("/staff?limit=3")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        var second = Api.as(admin)
                .get("/staff?limit=3&cursor={cursor}", first.getString("next_cursor"))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();

        assertThat(first.getList("items")).hasSize(3);
        assertThat(second.getList("items.number", Long.class))
                .isSorted()
                .doesNotContainAnyElementsOf(first.getList("items.number", Long.class));
        Api.as(admin).get("/staff?limit=200").then().body("next_cursor", equalTo(null));
        Api.as(admin).get("/staff?cursor=x").then().statusCode(400).body("code", equalTo("invalid-cursor"));
        Api.as(admin).get("/staff?limit=0").then().statusCode(400);
    }

    private List<AuthTopic.Event> changes(int count) {
        return AuthTopic.await(agent.id().toString(), count, "sapa.auth.staff-changed.v1");
    }

    /** The answer without the part that repeats the question. */
    private static Map<String, Object> notFound(String accessToken, UUID id) {
        Map<String, Object> problem = Api.as(accessToken)
                .get("/staff/{id}", id)
                .then()
                .statusCode(404)
                .extract()
                .jsonPath()
                .getMap("");
        problem.remove("instance");
        return problem;
    }

    private static int done(Future<Integer> change) {
        try {
            return change.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    private static Map<String, Object> someone(String email, String role) {
        return Map.of("email", email, "name", "Somebody", "role", role, "password", "sesame");
    }
}
