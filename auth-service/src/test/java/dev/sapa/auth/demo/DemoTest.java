package dev.sapa.auth.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItems;

import dev.sapa.auth.Api;
import dev.sapa.auth.AuthTest;
import dev.sapa.auth.AuthTopic;
import dev.sapa.auth.Database;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** S2-26, S4-16. */
@AuthTest
class DemoTest {

    @Inject
    DemoReload demo;

    @Test
    void has_the_departments_and_companies_that_clients_know() {
        Api.asAdmin()
                .get("/departments")
                .then()
                .body("items.name", hasItems("Perizinan Usaha", "Investasi", "Perpajakan", "Teknis"));
        var companies = Api.asOperator().get("/companies?limit=200").jsonPath();
        assertThat(companies.getList("items.findAll { it.portal_access == 'open' }.slug"))
                .contains("oss", "companya", "companyb");
        assertThat(companies.getString("items.find { it.slug == 'companya' }.name"))
                .isEqualTo("CompanyA");
    }

    @Test
    void announces_what_it_loads() {
        var department = AuthTopic.await(Api.PERIZINAN, 1, "sapa.auth.department-changed.v1");
        assertThat(department.get(0).payload().getString("name")).isEqualTo("Perizinan Usaha");
        assertThat(AuthTopic.await(Api.OSS, 1, "sapa.auth.company-changed.v1")).isNotEmpty();
    }

    @Test
    void leaves_everything_as_it_is_when_loaded_again() throws Throwable {
        Api.asAdmin()
                .body(Map.of("name", "Renamed by hand"))
                .patch("/staff/{id}", "550e8400-e29b-41d4-a716-446655440014")
                .then()
                .statusCode(200);
        var before = people();

        demo.load();

        assertThat(people()).isEqualTo(before);
    }

    private static List<String> people() throws SQLException {
        try (var database = Database.asOwner()) {
            return database.column("select concat_ws(' ', id, name, version, password_hash) from staff order by id");
        }
    }
}
