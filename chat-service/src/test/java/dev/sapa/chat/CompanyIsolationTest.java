package dev.sapa.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sapa.events.CompanyChanged.PortalAccess;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** I13: nothing of one company is visible to another; the service's checks first, the database's policies behind them. */
@QuarkusTest
@ServiceTest
class CompanyIsolationTest {

    private static final List<String> COMPANY_TABLES = List.of(
            "bot_task",
            "bot_delivery",
            "bot_progress",
            "bot_webhook",
            "canned_reply",
            "channel_account",
            "channel_contact",
            "channel_inbound",
            "channel_message",
            "channel_outbound",
            "channel_report",
            "channel_thread",
            "company",
            "conversation",
            "conversation_contact",
            "conversation_log",
            "conversation_tag",
            "department",
            "email_mailbox",
            "email_source",
            "erasure",
            "erasure_part",
            "file_chunk",
            "keyword_bot",
            "hand_off",
            "message",
            "message_search",
            "note",
            "serving_position",
            "silence_policy",
            "staff",
            "staff_message",
            "start_key",
            "stored_file",
            "tag",
            "transcript_mail",
            "visitor",
            "visitor_identity");

    @Test
    void a_foreign_conversation_is_as_unknown_as_one_that_does_not_exist() {
        var held = Chat.started(Announcements.company(PortalAccess.OPEN));
        var stranger = Tokens.admin(Announcements.company(PortalAccess.OPEN), UUID.randomUUID());
        var nowhere = UUID.randomUUID();

        assertThat(withoutInstance(
                        Chat.get(stranger, "/conversations/{id}", held.id()).asString()))
                .isEqualTo(withoutInstance(
                        Chat.get(stranger, "/conversations/{id}", nowhere).asString()));
        for (var path : List.of("/conversations/{id}", "/conversations/{id}/messages")) {
            Chat.get(stranger, path, held.id()).then().statusCode(404);
        }
        Chat.say(stranger, held.id(), "Halo").then().statusCode(404);
        Chat.say(stranger, nowhere, "Halo").then().statusCode(404);
        Chat.close(stranger, held.id(), Map.of()).then().statusCode(404);
    }

    @Test
    void a_batch_of_several_companies_reaches_nobody_elses_conversation() {
        var companies = List.of(Announcements.company(PortalAccess.STRICT), Announcements.company(PortalAccess.STRICT));
        var held = companies.stream().map(Chat::started).toList();

        // Alternately own and foreign, so that every transaction may see both companies' rows.
        var answers = Flood.of(40, i -> {
            var agent = Tokens.agent(companies.get(i % 2), UUID.randomUUID());
            var own = held.get(i % 2);
            return i % 4 < 2
                    ? Flood.say(own.sessionToken(), own.id(), "m" + i, "id-" + i)
                    : Flood.say(agent, held.get((i + 1) % 2).id(), "m" + i, "id-" + i);
        });

        for (int i = 0; i < answers.size(); i++) {
            assertThat(answers.get(i).statusCode()).isEqualTo(i % 4 < 2 ? 201 : 404);
        }
    }

    @Test
    void the_database_hides_every_table_from_a_transaction_of_another_company() {
        var company = Announcements.company(PortalAccess.STRICT);
        var held = Chat.started(company);
        Chat.say(held.sessionToken(), held.id(), "Rahasia");
        var stranger = UUID.randomUUID().toString();

        for (var table : List.of("visitor", "visitor_identity", "conversation", "message")) {
            var own = "select 1 from %s where company_id = '%s'".formatted(table, company);
            assertThat(Database.column(company.toString(), own)).as(table).isNotEmpty();
            assertThat(Database.column(stranger, own)).as(table).isEmpty();
            assertThat(Database.column("", own)).as(table).isEmpty();
        }
    }

    @Test
    void the_database_takes_no_row_for_another_company() throws SQLException {
        var mine = UUID.randomUUID();

        try (var connection = Database.connect(mine.toString());
                var statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute(
                            "insert into department (id, company_id, version, name) values ('%s', '%s', 1, 'x')"
                                    .formatted(UUID.randomUUID(), UUID.randomUUID())))
                    .hasMessageContaining("row-level security");
        }
    }

    @Test
    void every_table_with_a_company_has_row_level_security_which_our_role_cannot_bypass() {
        assertThat(Database.column("""
                        select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                        where n.nspname = 'chat' and c.relkind = 'r' and c.relrowsecurity
                        """)).containsExactlyInAnyOrderElementsOf(COMPANY_TABLES);
        assertThat(Database.column("""
                        select table_name from information_schema.columns
                        where table_schema = 'chat' and column_name = 'company_id'
                        """)).isSubsetOf(COMPANY_TABLES);
        assertThat(Database.column("""
                        select 1 from pg_roles where rolname = current_user and (rolbypassrls or rolsuper)
                        """)).isEmpty();
        assertThat(Database.column("select tableowner from pg_tables where schemaname = 'chat'"))
                .doesNotContain("sapa_chat");
    }

    private static String withoutInstance(String problem) {
        return problem.replaceAll("\"instance\":\"[^\"]*\"", "");
    }
}
