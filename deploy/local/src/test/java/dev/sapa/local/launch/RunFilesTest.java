package dev.sapa.local.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFilesTest {

    @TempDir
    Path directory;

    @Test
    void wiping_leaves_the_held_lock_only() throws IOException {
        write("launcher.lock", "1");
        write("postgres/data/PG_VERSION", "18");
        write("processes.json", "{}");

        RunFiles.wipe(directory);

        assertThat(directory).isDirectoryNotContaining(path -> !path.endsWith("launcher.lock"));
        assertThat(directory.resolve("launcher.lock")).exists();
    }

    @Test
    void logs_of_the_last_run_are_kept_and_those_of_the_run_before_are_not() throws IOException {
        write("previous/kafka.log", "oldest");
        write("redis.log", "last");
        write("build.log", "of this run");

        RunFiles.setLogsAside(directory);

        assertThat(directory.resolve("previous/redis.log")).hasContent("last");
        assertThat(directory.resolve("previous/kafka.log")).doesNotExist();
        assertThat(directory.resolve("redis.log")).doesNotExist();
        assertThat(directory.resolve("build.log")).exists();
    }

    private void write(String path, String content) throws IOException {
        Path file = directory.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
