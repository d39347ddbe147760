package dev.sapa.auth;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;

/** A connection of its own to the service's schema, past the service. */
public final class Database implements AutoCloseable {

    private final Connection connection;

    private Database(String user, String passwordSetting) throws SQLException {
        var config = ConfigProvider.getConfig();
        connection = DriverManager.getConnection(
                "jdbc:" + config.getValue("SAPA_DB_URL", String.class),
                user,
                config.getValue(passwordSetting, String.class));
        run("set search_path = auth");
    }

    /** As the service itself connects. */
    public static Database asService() throws SQLException {
        return new Database("sapa_auth", "SAPA_DB_PASSWORD");
    }

    /** As migrations connect. */
    public static Database asOwner() throws SQLException {
        return new Database("sapa_auth_owner", "SAPA_DB_OWNER_PASSWORD");
    }

    public void run(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The first column of every row. */
    public List<String> column(String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
