package dev.sapa.verify.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sapa.verify.suite.Livechat;
import dev.sapa.verify.suite.Suite;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** S3-11: the document's tables, for reading. */
@Order(4)
class SeedTablesSystemTest extends SeedTest {

    private static final String OSS = "550e8400-e29b-41d4-a716-446655440100";
    private static final String COMPANY_A = "550e8400-e29b-41d4-a716-446655440101";

    SeedTablesSystemTest(Suite suite) {
        super(suite);
    }

    @Test
    void s3_11_users_sessions_and_contacts_stand_in_the_documents_tables() throws SQLException {
        var browser = UUID.randomUUID().toString();
        var started = startOss(Map.of("browser_uuid", browser, "topic", "Izin", "user_agent", "Mozilla/5.0"));
        var session = session(started);
        api.post(
                        "/api/chat/contact",
                        Map.of("session_id", session, "contact_name", "John", "contact_email", "john@company.com"))
                .expect(200);
        assign(admin(), session, Livechat.agentId(4)).expect(200);

        var user = row(OSS, "chat_users", "id", started.path("chat_user_id").asText());
        assertThat(user)
                .containsEntry("browser_uuid", browser)
                .containsEntry("is_anonymous", "t")
                .containsEntry("user_agent", "Mozilla/5.0")
                .containsEntry("deleted_at", null)
                .containsKeys("oss_user_id", "email", "ip_address", "created_at", "updated_at");
        var row = row(OSS, "chat_sessions", "id", session);
        assertThat(row)
                .containsEntry("chat_user_id", started.path("chat_user_id").asText())
                .containsEntry("agent_id", Livechat.agentId(4))
                .containsEntry("department_id", departmentId(3))
                .containsEntry("topic", "Izin")
                .containsEntry("status", "active")
                .containsEntry("priority", "normal")
                .containsKeys("started_at", "ended_at", "created_at", "updated_at", "deleted_at");
        var contact = row(OSS, "chat_session_contacts", "session_id", session);
        assertThat(contact)
                .containsEntry("contact_name", "John")
                .containsEntry("contact_email", "john@company.com")
                .containsKeys(
                        "id", "contact_phone", "position", "company_name", "created_at", "updated_at", "deleted_at");
    }

    @Test
    void s3_11_another_company_sees_nothing_of_them() throws SQLException {
        var session = session(start("Izin"));

        assertThat(row(OSS, "chat_sessions", "id", session)).isNotEmpty();
        assertThat(row(COMPANY_A, "chat_sessions", "id", session)).isEmpty();
    }

    @Test
    void s4_18_chats_and_messages_stand_in_the_documents_tables_and_go_together() throws SQLException {
        var centre = api.bearer(api.post("/auth/login", Map.of("identifier", "admin", "password", "admin123"))
                .expect(200)
                .path("access_token")
                .asText());
        var chat = centre.post(
                        "/chats/",
                        Map.of(
                                "customer_name",
                                "Siti",
                                "customer_phone",
                                "+62 81" + System.nanoTime() % 1_000_000_000L,
                                "channel",
                                "Telegram"))
                .expect(200)
                .path("id")
                .asText();
        centre.post("/chats/messages", Map.of("chat_id", Long.parseLong(chat), "text", "Halo", "sender", "customer"))
                .expect(200);

        assertThat(numbered("chats", "id", chat))
                .containsEntry("customer_name", "Siti")
                .containsEntry("mode", "bot")
                .containsEntry("online", "t")
                .containsEntry("unread_count", "1")
                .containsKeys(
                        "customer_phone",
                        "customer_email",
                        "customer_address",
                        "channel",
                        "assigned_agent_id",
                        "last_message_at",
                        "created_at",
                        "updated_at");
        assertThat(numbered("messages", "sender = 'customer' and chat_id", chat))
                .containsEntry("text", "Halo")
                .containsEntry("sender", "customer")
                .containsEntry("status", "sent")
                .containsKeys("id", "agent_id", "created_at");
        centre.delete("/chats/" + chat).expect(200);
        assertThat(numbered("chats", "id", chat)).isEmpty();
        assertThat(numbered("messages", "chat_id", chat)).isEmpty();
    }

    private Map<String, @Nullable String> numbered(String table, String column, String number) throws SQLException {
        return row(OSS, table, column + "::text", number, "?");
    }

    /** The row as texts, read as the service's own role for that company; empty when there is none. */
    private Map<String, @Nullable String> row(String company, String table, String column, String id)
            throws SQLException {
        return row(company, table, column, id, "cast(? as uuid)");
    }

    private Map<String, @Nullable String> row(String company, String table, String column, String id, String value)
            throws SQLException {
        var url = "jdbc:postgresql://localhost:%d/sapa"
                .formatted(suite.member("postgres").port());
        try (var connection = DriverManager.getConnection(url, "sapa_chat", "sapa")) {
            see(connection, company);
            try (var query = connection.prepareStatement(
                    "select * from chat.%s where %s = %s".formatted(table, column, value))) {
                query.setString(1, id);
                var found = new LinkedHashMap<String, @Nullable String>();
                try (var rows = query.executeQuery()) {
                    if (rows.next()) {
                        var columns = rows.getMetaData();
                        for (int index = 1; index <= columns.getColumnCount(); index++) {
                            found.put(columns.getColumnName(index), rows.getString(index));
                        }
                    }
                }
                return found;
            }
        }
    }

    private static void see(Connection connection, String company) throws SQLException {
        try (var setting = connection.prepareStatement("select set_config('sapa.company', ?, false)")) {
            setting.setString(1, company);
            setting.execute();
        }
    }
}
