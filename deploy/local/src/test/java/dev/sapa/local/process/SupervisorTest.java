package dev.sapa.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    Path directory;

    private final List<String> reports = new CopyOnWriteArrayList<>();
    private final Supervisor supervisor = new Supervisor(reports::add, children -> {});

    @AfterEach
    void stopAll() {
        supervisor.retire();
        supervisor.children().forEach(child -> supervisor.stop(child, Duration.ofSeconds(1)));
    }

    @Test
    void a_killed_child_is_started_again_as_a_new_process() throws Exception {
        Child child = launched("touch ready; exec sleep 600");
        long first = child.pid();

        ProcessHandle.of(first).orElseThrow().destroyForcibly();

        await().atMost(PATIENCE).until(() -> child.isAlive() && child.pid() != first);
        await().atMost(PATIENCE)
                .until(() -> reports.stream().anyMatch(line -> line.startsWith("program is back after")));
        assertThat(reports.get(0)).isEqualTo("program ended with code 137; starting it again in 0.2 s");
    }

    @Test
    void the_pause_grows_while_a_child_keeps_dying() throws Exception {
        launched("touch ready; sleep 0.3");

        await().atMost(PATIENCE)
                .until(() ->
                        reports.stream().filter(line -> line.contains("ended")).count() >= 3);
        assertThat(reports.stream().filter(line -> line.contains("ended")).limit(3))
                .containsExactly(
                        "program ended with code 0; starting it again in 0.2 s",
                        "program ended with code 0; starting it again in 0.4 s",
                        "program ended with code 0; starting it again in 0.8 s");
    }

    @Test
    void a_child_that_dies_before_it_serves_fails_the_launch_with_its_last_words() {
        assertThatThrownBy(() -> launched("echo no disk left; exit 3"))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("program ended with code 3 while starting")
                .hasMessageContaining("no disk left");
    }

    @Test
    void a_child_that_stays_silent_fails_the_launch() {
        Child child = new Child(new Script("exec sleep 600"), true);

        assertThatThrownBy(() -> supervisor.launch(child, Duration.ofSeconds(1)))
                .hasMessageContaining("program did not become ready within 1 s");
    }

    @Test
    void a_stopped_child_stays_stopped_and_nothing_starts_any_more() throws Exception {
        Child child = launched("touch ready; exec sleep 600");

        supervisor.retire();

        assertThat(supervisor.stop(child, PATIENCE)).isTrue();
        assertThat(child.isAlive()).isFalse();
        assertThatThrownBy(() -> launched("touch ready; exec sleep 600")).hasMessageContaining("stopping");
        assertThat(reports).isEmpty();
    }

    @Test
    void a_child_that_ignores_the_request_is_killed() throws Exception {
        Child child = launched("trap '' TERM; touch ready; while :; do sleep 0.1; done");

        supervisor.retire();

        assertThat(supervisor.stop(child, Duration.ofMillis(300))).isFalse();
        assertThat(child.isAlive()).isFalse();
    }

    private Child launched(String script) throws IOException, InterruptedException {
        Child child = new Child(new Script(script), true);
        supervisor.launch(child, PATIENCE);
        return child;
    }

    private final class Script implements Program {

        private final String script;

        Script(String script) {
            this.script = script;
        }

        @Override
        public String name() {
            return "program";
        }

        @Override
        public int port() {
            return 0;
        }

        @Override
        public Path log() {
            return directory.resolve("program.log");
        }

        @Override
        public List<String> command() {
            return List.of("sh", "-c", "cd '" + directory + "'; " + script);
        }

        @Override
        public boolean isReady(long pid) {
            return Files.exists(directory.resolve("ready"));
        }
    }
}
