package dev.sapa.local.server;

import dev.sapa.local.process.StartFailure;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One database of a PostgreSQL server, with what an administrator needs to prepare it for the services.
 *
 * @param name plain identifier
 * @param password of the administrator; null where the server asks for none
 */
public record Database(
        String host,
        int port,
        String name,
        String user,
        @Nullable String password) {

    /** The services that own a schema. A further one is one word more. */
    public static final List<String> SERVICES = List.of("auth", "chat", "routing", "analytics", "salesforce");

    private static final Pattern IDENTIFIER = Pattern.compile("[a-z_][a-z0-9_]{0,40}");
    private static final int CONNECT_SECONDS = 5;

    public Database {
        if (!IDENTIFIER.matcher(name).matches()) {
            throw new StartFailure("The database name '" + name + "' is not a plain lower-case name.");
        }
    }

    /**
     * Reads {@code postgresql://[user[:password]@]host[:port]/name}.
     *
     * @throws StartFailure when the text is no such address
     */
    public static Database parse(String url) {
        URI uri;
        try {
            uri = URI.create(url);
        } catch (IllegalArgumentException e) {
            throw new StartFailure("SAPA_DB_URL is not an address like postgresql://user:password@host:5432/sapa.", e);
        }
        String path = uri.getPath();
        if (!"postgresql".equals(uri.getScheme()) || uri.getHost() == null || path == null || path.length() < 2) {
            throw new StartFailure("SAPA_DB_URL must look like postgresql://user:password@host:5432/sapa.");
        }
        String[] credentials = uri.getRawUserInfo() == null
                ? new String[0]
                : uri.getRawUserInfo().split(":", 2);
        return new Database(
                uri.getHost(),
                uri.getPort() < 0 ? 5432 : uri.getPort(),
                path.substring(1),
                credentials.length > 0 ? decoded(credentials[0]) : "",
                credentials.length > 1 ? decoded(credentials[1]) : null);
    }

    /** The address for services: without credentials. */
    public String url() {
        return "postgresql://" + host + ":" + port + "/" + name;
    }

    /** Whether the address named somebody who may prepare the database. */
    public boolean namesAdministrator() {
        return !user.isEmpty();
    }

    /** A connection of the administrator to this database. */
    public Connection connect() throws SQLException {
        return connectTo(name);
    }

    /**
     * Creates, where absent, the database and for each service S the roles {@code sapa_S} (runtime, cannot bypass row
     * security) and {@code sapa_S_owner} (migrations), and the schema S; sets both passwords. Running it again changes
     * nothing else.
     */
    public void prepare(String runtimePassword, String ownerPassword) throws SQLException {
        createDatabase();
        try (Connection connection = connect()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                // Two test runs on one server must not interleave.
                statement.execute("select pg_advisory_xact_lock(7310412)");
                statement.execute("revoke create on schema public from public");
                for (String service : SERVICES) {
                    prepareService(connection, service, runtimePassword, ownerPassword);
                }
            }
            connection.commit();
        }
    }

    private void createDatabase() throws SQLException {
        try (Connection connection = connectTo("postgres");
                PreparedStatement query = connection.prepareStatement("select 1 from pg_database where datname = ?")) {
            query.setString(1, name);
            try (ResultSet found = query.executeQuery();
                    Statement statement = connection.createStatement()) {
                if (!found.next()) {
                    statement.execute("create database " + name);
                }
            }
        }
    }

    private void prepareService(Connection connection, String service, String runtimePassword, String ownerPassword)
            throws SQLException {
        String runtime = "sapa_" + service;
        String owner = runtime + "_owner";
        createRole(connection, runtime, runtimePassword);
        createRole(connection, owner, ownerPassword);
        List<String> statements = List.of(
                "grant connect on database " + name + " to " + runtime + ", " + owner,
                "grant " + owner + " to current_user",
                "create schema if not exists " + service + " authorization " + owner,
                "grant usage on schema " + service + " to " + runtime,
                "alter role " + runtime + " in database " + name + " set search_path = " + service,
                "alter role " + owner + " in database " + name + " set search_path = " + service,
                "alter default privileges for role " + owner + " in schema " + service
                        + " grant select, insert, update, delete on tables to " + runtime,
                "alter default privileges for role " + owner + " in schema " + service
                        + " grant usage, select on sequences to " + runtime);
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static void createRole(Connection connection, String role, String password) throws SQLException {
        boolean exists;
        try (PreparedStatement query = connection.prepareStatement("select 1 from pg_roles where rolname = ?")) {
            query.setString(1, role);
            try (ResultSet found = query.executeQuery()) {
                exists = found.next();
            }
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute((exists ? "alter" : "create") + " role " + role
                    + " login nocreatedb nocreaterole noinherit" + (exists ? "" : " nosuperuser nobypassrls")
                    + " password " + statement.enquoteLiteral(password));
        }
    }

    private Connection connectTo(String database) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        if (password != null) {
            properties.setProperty("password", password);
        }
        String url = "jdbc:postgresql://" + host + ":" + port + "/" + database;
        properties.setProperty("connectTimeout", Integer.toString(CONNECT_SECONDS));
        return driver().connect(url, properties);
    }

    /**
     * The PostgreSQL driver, not by way of DriverManager: that one knows only what the class loader which first asked
     * could see, and in a test's JVM it may have been another's.
     */
    private static Driver driver() {
        return ServiceLoader.load(Driver.class, Database.class.getClassLoader()).stream()
                .filter(provider -> provider.type().getName().equals("org.postgresql.Driver"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The PostgreSQL driver is not on the class path."))
                .get();
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
