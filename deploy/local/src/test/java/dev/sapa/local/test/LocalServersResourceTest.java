package dev.sapa.local.test;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sapa.local.process.Machine;
import dev.sapa.local.server.LocalServers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalServersResourceTest {

    @TempDir
    Path directory;

    @Test
    void servers_of_a_killed_test_jvm_are_gone_within_seconds() throws Exception {
        Path output = directory.resolve("output");
        Process testJvm = new ProcessBuilder(
                        Machine.java(), "-cp", System.getProperty("java.class.path"), UsingServers.class.getName())
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        Awaitility.await().atMost(LocalServers.PATIENCE).until(() -> text(output)
                .contains("ready"));
        long pid = testJvm.pid();
        Path data = directory.resolve("target/local-servers/" + pid + "/postgres/data/postmaster.pid");
        long postmaster = Long.parseLong(Files.readAllLines(data).get(0).strip());
        assertThat(ProcessHandle.of(postmaster)).isPresent();

        testJvm.destroyForcibly();

        assertThat(testJvm.waitFor(10, TimeUnit.SECONDS)).isTrue();
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> ProcessHandle.of(postmaster)
                .isEmpty());
        assertThat(text(output)).contains("same servers: true");
    }

    private static String text(Path file) throws java.io.IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }
}
