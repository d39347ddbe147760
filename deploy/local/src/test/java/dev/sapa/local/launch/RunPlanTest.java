package dev.sapa.local.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunPlanTest {

    @TempDir
    private Path root;

    @BeforeEach
    void build() throws IOException {
        write("gateway/target/quarkus-app/quarkus-run.jar");
        write("chat-service/target/quarkus-app/quarkus-run.jar");
        write("gateway/target/aot/quarkus-run.jar");
        write("gateway/target/aot/app.aot");
    }

    @Test
    void a_service_whose_AOT_cache_is_absent_is_named_and_not_left_out() throws IOException {
        assertThatThrownBy(() -> RunPlan.of(settings(AotCache.USE))).hasMessageContaining("chat-service");
        assertThatThrownBy(() -> RunPlan.of(settings(AotCache.RECORD))).hasMessageContaining("chat-service");

        write("chat-service/target/aot/quarkus-run.jar");
        write("chat-service/target/aot/app.aot");

        assertThat(RunPlan.of(settings(AotCache.USE)).ports()).containsValues("chat-service", "gateway");
    }

    @Test
    void what_is_not_built_into_the_checkout_is_not_started() {
        assertThat(RunPlan.of(settings(AotCache.NONE)).ports())
                .containsValues("chat-service", "gateway")
                .doesNotContainValue("auth-service");
    }

    private RunSettings settings(AotCache aot) {
        return new RunSettings(root, root, root, false, 0, "127.0.0.1", aot, Map.of(), null, null, null, Map.of());
    }

    private void write(String file) throws IOException {
        var path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, "");
    }
}
