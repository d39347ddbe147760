package dev.sapa.bench.subject;

import dev.sapa.local.server.Database;
import dev.sapa.local.server.LocalServers;
import dev.sapa.local.server.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * PostgreSQL, Redis and Kafka under both the suite and the peers: those of the local run, with {@code fsync} and {@code
 * synchronous_commit} on, which is checked.
 */
public final class Servers implements AutoCloseable {

    private static final String SUPERUSER = "postgres";

    private final LocalServers servers;
    private final Path directory;
    private final boolean keep;

    private Servers(LocalServers servers, Path directory, boolean keep) {
        this.servers = servers;
        this.directory = directory;
        this.keep = keep;
    }

    /**
     * Starts all three on free ports.
     *
     * @param keep whether the data stays for a later run in the same directory
     */
    public static Servers start(Path directory, boolean keep) {
        try {
            if (!keep) {
                delete(directory);
            }
            var started = new Servers(LocalServers.start(directory, Ports.free()), directory, keep);
            started.requireDurable();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the servers started", e);
        }
    }

    /** A database on the server, with the administrator's credentials; created when it is absent. */
    public Database database(String name) {
        var main = servers.database();
        var wanted = new Database(main.host(), main.port(), name, main.user(), main.password());
        if (query(main, "select count(*) from pg_database where datname = '" + name + "'") == 0) {
            execute(main, "create database " + name);
        }
        return wanted;
    }

    /** {@code postgresql://user:password@host:port/name}, as the suite's launcher and the peers take it. */
    public static String address(Database database) {
        return "postgresql://" + SUPERUSER + ":" + database.password() + "@" + database.host() + ":" + database.port()
                + "/" + database.name();
    }

    public String redisUrl() {
        return servers.redisUrl();
    }

    public String kafka() {
        return servers.kafkaBootstrap();
    }

    /** Of the processes of PostgreSQL (whose children count too), Redis and Kafka. */
    public List<Long> pids() {
        return List.of(
                servers.postgres().pid(), servers.redis().pid(), servers.kafka().pid());
    }

    /** The same by name. */
    public Map<String, Long> processes() {
        return Map.of(
                "postgres", servers.postgres().pid(),
                "redis", servers.redis().pid(),
                "kafka", servers.kafka().pid());
    }

    public long postgresPid() {
        return servers.postgres().pid();
    }

    public long kafkaPid() {
        return servers.kafka().pid();
    }

    /** Writes all pages and counts all tables anew, so that no round pays for the one before. */
    public void settle(Database database) {
        execute(database, "vacuum (analyze)");
        execute(database, "checkpoint");
    }

    /** The number in the first column of the first row. */
    public static long query(Database database, String sql) {
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getLong(1) : 0;
        } catch (SQLException e) {
            throw new IllegalStateException("The database refused: " + sql, e);
        }
    }

    /** A number that is looked at often; over one connection, because making one costs more than the look. */
    public static final class Watched implements AutoCloseable {

        private final Connection connection;
        private final PreparedStatement statement;

        private Watched(Connection connection, String sql) throws SQLException {
            this.connection = connection;
            this.statement = connection.prepareStatement(sql);
        }

        public static Watched of(Database database, String sql) {
            try {
                return new Watched(database.connect(), sql);
            } catch (SQLException e) {
                throw new IllegalStateException("The database refused: " + sql, e);
            }
        }

        /** The number as it is now. */
        public long now() {
            try (var rows = statement.executeQuery()) {
                return rows.next() ? rows.getLong(1) : 0;
            } catch (SQLException e) {
                throw new IllegalStateException("The database refused a look", e);
            }
        }

        @Override
        public void close() {
            try (connection;
                    statement) {
                // Both are closed, the statement first.
            } catch (SQLException e) {
                throw new IllegalStateException("A connection cannot be closed", e);
            }
        }
    }

    /** The text in the first column of the first row; empty when there is none. */
    public static String text(Database database, String sql) {
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next() ? String.valueOf(rows.getString(1)) : "";
        } catch (SQLException e) {
            throw new IllegalStateException("The database refused: " + sql, e);
        }
    }

    public static void execute(Database database, String sql) {
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("The database refused: " + sql, e);
        }
    }

    @Override
    public void close() {
        if (keep) {
            servers.close();
            return;
        }
        servers.kill();
        try {
            delete(directory);
        } catch (IOException e) {
            // A server was still writing its last file; the next run in this directory removes the rest.
        }
    }

    private void requireDurable() {
        var unsafe = query(
                servers.database(),
                "select count(*) from pg_settings where name in ('fsync', 'synchronous_commit') and setting <> 'on'");
        if (unsafe > 0) {
            throw new IllegalStateException("PostgreSQL does not run with fsync and synchronous_commit on.");
        }
    }

    /** Removes a directory with all that is in it. */
    public static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        try (var all = Files.walk(tree)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
