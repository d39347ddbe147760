package dev.sapa.local.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sapa.local.server.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class LauncherTest {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    Path directory;

    private StandInCheckout checkout;
    private final List<Process> launchers = new ArrayList<>();

    @BeforeEach
    void checkOut() throws IOException {
        checkout = new StandInCheckout(directory);
    }

    @AfterEach
    void stopAll() throws Exception {
        for (Process launcher : launchers) {
            launcher.destroy();
            launcher.waitFor(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void starts_everything_restarts_what_is_killed_and_stops_all_in_order_within_15_seconds() throws Exception {
        Process launcher = launch("first", "SAPA_REPLICAS", "gateway=2,chat-service=2");
        awaitReady("first");
        Map<String, Long> before = checkout.processes();
        assertThat(before.keySet())
                .containsExactlyInAnyOrder(
                        "postgres",
                        "redis",
                        "kafka",
                        "auth-service",
                        "chat-service",
                        "chat-service-2",
                        "routing-service",
                        "gateway",
                        "gateway-2");
        assertThat(checkout.environmentBehind(8180))
                .contains("SAPA_CHAT_URL=http://127.0.0.1:" + at(8082) + ",http://127.0.0.1:" + at(8182))
                .contains("SAPA_DB_URL=postgresql://127.0.0.1:" + at(15432) + "/sapa")
                .contains("SAPA_INSTANCE=gateway-2")
                .contains("SAPA_DEMO=true")
                .contains("JWT_SECRET=your_jwt_secret");
        assertThat(checkout.environmentBehind(5001)).contains("SAPA_INSTANCE=gateway,");

        for (String victim : List.of("chat-service", "postgres", "redis", "kafka")) {
            ProcessHandle.of(before.getOrDefault(victim, 0L)).orElseThrow().destroyForcibly();
        }
        for (String victim : List.of("chat-service", "postgres", "redis", "kafka")) {
            await().atMost(PATIENCE).until(() -> output("first").contains(victim + " is back after"));
        }
        Map<String, Long> after = checkout.processes();
        assertThat(after.keySet()).containsExactlyElementsOf(before.keySet());
        assertThat(after.get("chat-service")).isNotEqualTo(before.get("chat-service"));
        assertThat(after.get("auth-service")).isEqualTo(before.get("auth-service"));

        long stopped = System.nanoTime();
        launcher.destroy();
        assertThat(launcher.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - stopped)).isLessThan(Duration.ofSeconds(15));
        assertThat(launcher.exitValue()).isEqualTo(143);
        assertThat(output("first")).doesNotContain("was killed").endsWith("Sapa has stopped.\n");
        assertThat(after.values()).allMatch(LauncherTest::isGone);
        assertThat(Files.readAllLines(checkout.data().resolve("stopped")).subList(0, 2))
                .containsExactlyInAnyOrder("gateway", "gateway-2");
        assertThat(Files.exists(checkout.data().resolve("processes.json"))).isFalse();
    }

    @Test
    void what_a_killed_launcher_left_is_stopped_by_the_next_which_finds_the_data_again() throws Exception {
        Process killed = launch("first");
        awaitReady("first");
        Map<String, Long> left = checkout.processes();
        String password = superuserPassword();
        Process second = launch("second");
        assertThat(second.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(second.exitValue()).isEqualTo(1);
        assertThat(output("second")).contains("running already").contains("process " + killed.pid());

        killed.destroyForcibly().waitFor();
        assertThat(left.values()).noneMatch(LauncherTest::isGone);
        launch("third");
        awaitReady("third");

        assertThat(output("third")).containsPattern("Stopped what a killed run had left: .*postgres");
        assertThat(left.values()).allMatch(LauncherTest::isGone);
        assertThat(superuserPassword()).isEqualTo(password);
        assertThat(directory.resolve("deploy/local/logs/previous/postgres.log")).isNotEmptyFile();
    }

    @Test
    void a_signal_during_the_start_stops_what_was_started() throws Exception {
        Process launcher = launch("first");
        await().atMost(PATIENCE).until(() -> output("first").contains("redis "));

        launcher.destroy();

        assertThat(launcher.waitFor(15, TimeUnit.SECONDS)).isTrue();
        assertThat(launcher.exitValue()).isEqualTo(143);
        assertThat(output("first")).endsWith("Sapa has stopped.\n");
        assertThat(List.of(at(15432), at(16379), at(19092), at(8080))).allMatch(Ports::isFree);
    }

    @Test
    void a_taken_port_is_named_before_anything_starts() throws Exception {
        try (ServerSocket taken = new ServerSocket(at(8080), 1, InetAddress.getLoopbackAddress())) {
            Process launcher = launch("first");

            assertThat(launcher.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(launcher.exitValue()).isEqualTo(1);
            assertThat(output("first"))
                    .contains("port " + taken.getLocalPort() + " (for gateway) is taken by java (process "
                            + ProcessHandle.current().pid() + ")")
                    .contains("SAPA_PORT_OFFSET")
                    .doesNotContain("Exception");
            assertThat(checkout.data().resolve("postgres")).doesNotExist();
        }
    }

    @Test
    void a_server_of_the_users_own_that_does_not_answer_is_named() throws Exception {
        Process launcher = launch("first", "SAPA_REDIS_URL", "redis://127.0.0.1:" + at(16379));

        assertThat(launcher.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(launcher.exitValue()).isEqualTo(1);
        assertThat(output("first")).contains("SAPA_REDIS_URL").contains("no server answers there");
    }

    private Process launch(String run, String... settings) throws IOException {
        Process launcher = checkout.launch(directory.resolve(run), settings);
        launchers.add(launcher);
        return launcher;
    }

    private void awaitReady(String run) {
        await().atMost(PATIENCE)
                .until(() -> output(run).contains("Sapa is ready: http://localhost:" + at(8080) + "\n"));
    }

    private String output(String run) throws IOException {
        return Files.readString(directory.resolve(run));
    }

    private String superuserPassword() throws IOException {
        return Files.readString(checkout.data().resolve("postgres/superuser-password"));
    }

    private int at(int port) {
        return port + checkout.offset;
    }

    /** An orphan may stay a zombie where process 1 does not collect. */
    private static boolean isGone(long pid) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), "stat"))
                    .contains(") Z ");
        } catch (IOException e) {
            return true;
        }
    }
}
