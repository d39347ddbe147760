package dev.sapa.local.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sapa.local.process.StartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AotCacheTest {

    private static final Instant BUILT = Instant.parse("2026-11-29T12:00:00Z");

    @TempDir
    private Path module;

    private Path cache;

    @BeforeEach
    void build() throws IOException {
        write("target/quarkus-app/quarkus-run.jar", BUILT);
        write("target/aot/quarkus-run.jar", BUILT.plusSeconds(60));
        cache = module.resolve("target/aot/app.aot");
    }

    @Test
    void the_usual_run_knows_nothing_of_it() {
        var none = AotCache.of(null, 17);

        assertThat(none.jar(module)).isEqualTo(module.resolve("target/quarkus-app/quarkus-run.jar"));
        assertThat(none.options(module, 1)).isEmpty();
    }

    @Test
    void the_first_replica_records() {
        var record = AotCache.of("record", 25);

        assertThat(record.jar(module)).isEqualTo(module.resolve("target/aot/quarkus-run.jar"));
        assertThat(record.options(module, 1)).contains("-XX:AOTCacheOutput=" + cache);
        assertThat(record.options(module, 2)).isEmpty();
    }

    @Test
    void every_replica_uses_what_was_recorded() throws IOException {
        write("target/aot/app.aot", BUILT.plusSeconds(120));

        var use = AotCache.of("use", 25);
        use.check(module);
        assertThat(use.options(module, 2)).contains("-XX:AOTCache=" + cache);
    }

    @Test
    void a_cache_that_is_absent_or_older_than_the_service_is_refused_with_what_to_do() throws IOException {
        var use = AotCache.of("use", 26);
        assertThatThrownBy(() -> use.check(module)).hasMessageContaining("./deploy/aot");

        write("target/aot/app.aot", BUILT.plusSeconds(120));
        write("target/quarkus-app/quarkus-run.jar", BUILT.plusSeconds(180));

        assertThatThrownBy(() -> use.check(module))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("built again");
    }

    @Test
    void an_older_JDK_and_another_word_are_refused_by_name() {
        assertThatThrownBy(() -> AotCache.of("use", 17))
                .hasMessageContaining("25")
                .hasMessageContaining("17");
        assertThatThrownBy(() -> AotCache.of("yes", 25)).hasMessageContaining("yes");
    }

    private void write(String file, Instant at) throws IOException {
        var path = module.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, "");
        Files.setLastModifiedTime(path, FileTime.from(at));
    }
}
