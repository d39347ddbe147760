package dev.sapa.local.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sapa.local.process.Child;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class LocalServersTest {

    private static final Duration PATIENCE = LocalServers.PATIENCE;

    @TempDir
    static Path directory;

    private static LocalServers servers;

    @BeforeAll
    static void start() throws Exception {
        servers = LocalServers.start(directory, Ports.free());
    }

    @AfterAll
    static void stop() {
        servers.close();
    }

    @Test
    void postgres_writes_through_to_the_disk_and_takes_300_connections() throws SQLException {
        try (Connection admin = servers.database().connect()) {
            assertThat(one(admin, "show fsync")).isEqualTo("on");
            assertThat(one(admin, "show synchronous_commit")).isEqualTo("on");
            assertThat(one(admin, "show full_page_writes")).isEqualTo("on");
            assertThat(one(admin, "show max_connections")).isEqualTo("300");
            assertThat(one(admin, "show server_version")).startsWith("18.");
        }
    }

    @Test
    void a_runtime_role_uses_its_own_schema_but_can_neither_bypass_row_security_nor_change_the_schema()
            throws Exception {
        try (Connection owner = as("sapa_chat_owner", "sapa-owner");
                Connection runtime = as("sapa_chat", "sapa");
                Connection other = as("sapa_auth", "sapa")) {
            run(owner, "create table if not exists note (id bigserial primary key, text text)");

            run(runtime, "insert into note (text) values ('hello')");

            assertThat(one(runtime, "select text from note limit 1")).isEqualTo("hello");
            assertThat(one(runtime, "select rolbypassrls or rolsuper from pg_roles where rolname = current_user"))
                    .isEqualTo("f");
            assertThatThrownBy(() -> run(runtime, "create table mine (id int)"))
                    .hasMessageContaining("permission denied");
            assertThatThrownBy(() -> run(runtime, "drop table note")).hasMessageContaining("must be owner");
            assertThatThrownBy(() -> run(other, "select * from chat.note")).hasMessageContaining("permission denied");
            assertThatThrownBy(() -> run(owner, "create table public.mine (id int)"))
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void a_password_is_needed() {
        assertThatThrownBy(() -> as("sapa_chat", "wrong")).hasMessageContaining("password authentication failed");
        assertThatThrownBy(() -> as("postgres", "")).hasMessageContaining("password");
    }

    @Test
    void preparing_the_database_again_changes_nothing() throws SQLException {
        servers.database().prepare("sapa", "sapa-owner");

        try (Connection runtime = as("sapa_routing", "sapa")) {
            assertThat(one(runtime, "show search_path")).isEqualTo("routing");
        }
    }

    @Test
    void postgres_killed_under_load_comes_back_with_every_committed_row() throws Exception {
        try (Connection owner = as("sapa_routing_owner", "sapa-owner")) {
            run(owner, "create table committed (id int)");
            run(owner, "insert into committed select generate_series(1, 1000)");
            // Keeps a server process busy beyond its postmaster's death.
            Thread busy = new Thread(() -> ignoringFailure("select pg_sleep(30)"));
            busy.start();

            servers.postgres().kill();
        }
        servers.postgres().startAndAwait(PATIENCE);

        try (Connection owner = as("sapa_routing_owner", "sapa-owner")) {
            assertThat(one(owner, "select count(*) from committed")).isEqualTo("1000");
        }
    }

    @Test
    void redis_keeps_its_data_over_a_stop() throws Exception {
        assertThat(redis("SET greeting hello")).isEqualTo("+OK");

        assertThat(servers.redis().stop(Duration.ofSeconds(10))).isTrue();
        servers.redis().startAndAwait(PATIENCE);

        assertThat(redis("EXISTS greeting")).isEqualTo(":1");
    }

    @Test
    void kafka_keeps_acknowledged_records_over_kill_9_and_is_back_within_ten_seconds() throws Exception {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", servers.kafkaBootstrap(), "group.id", "test", "auto.offset.reset", "earliest");
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>("kept", "key", "value")).get();
            assertThat(producer.partitionsFor("kept")).hasSize(6);
        }

        servers.kafka().kill();
        long killed = System.nanoTime();
        servers.kafka().startAndAwait(PATIENCE);
        Duration outage = Duration.ofNanos(System.nanoTime() - killed);

        assertThat(outage).isLessThan(Duration.ofSeconds(10));
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(Set.of("kept"));
            await().atMost(PATIENCE)
                    .until(() -> !consumer.poll(Duration.ofMillis(100)).isEmpty());
        }
    }

    @Test
    void what_kafka_logs_can_be_read() {
        assertThat(servers.kafka().program().log())
                .content()
                .contains("Kafka Server started")
                .doesNotContain("SLF4J");
    }

    @Test
    void each_server_is_a_process_of_its_own() {
        List<Long> pids = List.of(
                servers.postgres().pid(), servers.redis().pid(), servers.kafka().pid());

        assertThat(pids)
                .doesNotHaveDuplicates()
                .doesNotContain(ProcessHandle.current().pid());
        assertThat(List.of(servers.postgres(), servers.redis(), servers.kafka()))
                .allMatch(Child::isAlive);
    }

    private static Connection as(String role, String password) throws SQLException {
        return DriverManager.getConnection("jdbc:" + servers.database().url(), role, password);
    }

    private static void ignoringFailure(String sql) {
        try (Connection connection = servers.database().connect()) {
            run(connection, sql);
        } catch (SQLException e) {
            assertThat(e.getMessage()).contains("I/O error");
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String one(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static String redis(String command) throws IOException {
        try (Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), servers.redis().program().port())) {
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
            byte[] answer = new byte[64];
            int length = socket.getInputStream().read(answer);
            return new String(answer, 0, length, StandardCharsets.US_ASCII).strip();
        }
    }
}
