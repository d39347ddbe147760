package dev.sapa.chat;

import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;

/** A raw connection as the service's own role, without the service. */
public final class Database {

    private Database() {}

    /** A connection that may see the companies named, as the relay's door would set it. */
    public static Connection connect(String companies) throws SQLException {
        var config = ConfigProvider.getConfig();
        var connection = DriverManager.getConnection(
                config.getValue("quarkus.datasource.jdbc.url", String.class),
                "sapa_chat",
                config.getValue("quarkus.datasource.password", String.class));
        try (var statement = connection.createStatement()) {
            statement.execute("set sapa.company = '%s'".formatted(companies));
            statement.execute("set search_path = chat");
        }
        return connection;
    }

    /** The first column of every row. */
    public static List<String> column(String sql) {
        return column("*", sql);
    }

    public static List<String> column(String companies, String sql) {
        try (var connection = connect(companies);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var column = new ArrayList<String>();
            while (rows.next()) {
                column.add(rows.getString(1));
            }
            return column;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    public static void execute(String sql) {
        try (var connection = connect("*");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    public static void awaitRow(String sql) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> !column(sql).isEmpty());
    }
}
