package dev.sapa.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the service's own database role can do when the code above it is wrong. */
@AuthTest
class RowLevelSecurityTest {

    @BeforeEach
    void people_of_two_companies() {
        Api.newAgent().signIn();
        Api.newAdminOfCompanyA().signIn();
    }

    @Test
    void shows_nothing_to_a_transaction_that_declared_no_company() throws SQLException {
        try (var database = Database.asService()) {
            for (var table : guarded(database)) {
                assertThat(database.column("select count(*) from " + table))
                        .as(table)
                        .containsExactly("0");
            }
        }
    }

    @Test
    void shows_one_company_and_nothing_of_another() throws SQLException {
        try (var database = Database.asService()) {
            database.run("select set_config('sapa.company', '" + Api.COMPANY_A + "', false)");

            assertThat(database.column("select distinct company_id::text from staff"))
                    .containsExactly(Api.COMPANY_A);
            assertThat(database.column("select id::text from company")).containsExactly(Api.COMPANY_A);
            assertThat(database.column("select distinct company_id::text from login_session"))
                    .containsExactly(Api.COMPANY_A);
            assertThat(database.column(
                            "update staff set name = 'x' where company_id = '" + Api.OSS + "' returning name"))
                    .isEmpty();
            assertThatThrownBy(() -> database.run("insert into department values (gen_random_uuid(), '" + Api.OSS
                            + "', 'Smuggled', true, 1, now())"))
                    .hasMessageContaining("row-level security");
        }
    }

    @Test
    void guards_every_table_with_a_company() throws SQLException {
        try (var database = Database.asService()) {
            var withCompany = database.column("select distinct table_name from information_schema.columns "
                    + "where table_schema = 'auth' and column_name = 'company_id'");

            assertThat(guarded(database)).containsAll(withCompany).contains("company");
            assertThat(database.column("select rolbypassrls::text from pg_roles where rolname = 'sapa_auth'"))
                    .containsExactly("false");
        }
    }

    @Test
    void never_lets_a_line_of_the_audit_log_change() throws SQLException {
        for (var database : new Database[] {Database.asService(), Database.asOwner()}) {
            try (database) {
                database.run("select set_config('sapa.company', '*', false)");
                assertThat(database.column("select count(*) from audit_entry")).doesNotContain("0");
                assertThatThrownBy(() -> database.run("update audit_entry set action = 'x'"))
                        .hasMessageContaining("append-only");
                assertThatThrownBy(() -> database.run("delete from audit_entry"))
                        .hasMessageContaining("append-only");
            }
        }
    }

    private static Iterable<String> guarded(Database database) throws SQLException {
        return database.column("select relname from pg_class join pg_namespace n on n.oid = relnamespace "
                + "where n.nspname = 'auth' and relkind = 'r' and relrowsecurity");
    }
}
