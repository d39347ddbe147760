package dev.sapa.verify.suite;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sapa.verify.history.StoredMessage;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What is stored, read in both ways there are: from the table, and as the history API tells it. */
public final class Ledgers {

    private static final int PAGE = 1_000;
    private static final String MESSAGES = """
            select conversation_id, seq, id, client_msg_id, body
            from chat.message
            where conversation_id = any (cast(? as uuid[]))
            order by conversation_id, seq
            """;

    private Ledgers() {}

    public static List<StoredMessage> database(Suite suite, Collection<String> sessions) throws SQLException {
        try (var connection = connect(suite, "chat");
                var statement = connection.prepareStatement(MESSAGES)) {
            statement.setArray(1, connection.createArrayOf("text", sessions.toArray()));
            var messages = new ArrayList<StoredMessage>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    messages.add(new StoredMessage(
                            rows.getString(1),
                            rows.getLong(2),
                            rows.getString(3),
                            rows.getString(4),
                            rows.getString(5)));
                }
            }
            return messages;
        }
    }

    /**
     * Every message as the history tells it, page by page.
     *
     * @param staff a signed-in person who may read all of {@code sessions}
     */
    public static List<StoredMessage> history(Api staff, Collection<String> sessions) {
        var messages = new ArrayList<StoredMessage>();
        for (var session : sessions) {
            var after = 0L;
            JsonNode page;
            do {
                page = staff.get("/api/v2/chat/conversations/%s/messages?after_seq=%d&limit=%d"
                                .formatted(session, after, PAGE))
                        .expect(200);
                for (var item : page.path("items")) {
                    messages.add(stored(session, item));
                    after = Math.max(after, item.path("seq").asLong());
                }
            } while (page.path("items").size() == PAGE);
        }
        return messages;
    }

    private static StoredMessage stored(String session, JsonNode item) {
        var clientMsgId = item.path("client_msg_id");
        return new StoredMessage(
                session,
                item.path("seq").asLong(),
                item.path("id").asText(),
                clientMsgId.isTextual() ? clientMsgId.asText() : null,
                item.path("text").asText());
    }

    /** A connection of the service's own role that sees every company: row-level security shows nothing unasked. */
    public static Connection connect(Suite suite, String service) throws SQLException {
        var url = "jdbc:postgresql://localhost:%d/sapa"
                .formatted(suite.member("postgres").port());
        var connection = DriverManager.getConnection(url, "sapa_" + service, "sapa");
        try (var statement = connection.createStatement()) {
            statement.execute("select set_config('sapa.company', '*', false)");
        }
        return connection;
    }
}
