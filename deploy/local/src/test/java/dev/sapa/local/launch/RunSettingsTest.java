package dev.sapa.local.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sapa.local.process.StartFailure;
import dev.sapa.local.server.Database;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunSettingsTest {

    private static final Path ROOT = Path.of("/checkout");

    @Test
    void data_and_logs_are_below_deploy_local_and_everything_is_its_own() {
        RunSettings settings = settings(Map.of());

        assertThat(settings.data()).isEqualTo(Path.of("/checkout/deploy/local/data"));
        assertThat(settings.logs()).isEqualTo(Path.of("/checkout/deploy/local/logs"));
        assertThat(settings.database()).isNull();
        assertThat(settings.isDemo()).isTrue();
    }

    @Test
    void another_data_directory_takes_its_logs_along() {
        assertThat(settings(Map.of("SAPA_DATA_DIR", "/tmp/other")).logs()).isEqualTo(Path.of("/tmp/other/logs"));
        assertThat(settings(Map.of("SAPA_DATA_DIR", "/tmp/other", "SAPA_LOG_DIR", "/tmp/logs"))
                        .logs())
                .isEqualTo(Path.of("/tmp/logs"));
    }

    @Test
    void an_administrator_in_the_database_address_is_kept_from_the_services() {
        Database database = settings(Map.of("SAPA_DB_URL", "postgresql://admin:p%40ss@db:6000/chat"))
                .database();

        assertThat(database).isEqualTo(new Database("db", 6000, "chat", "admin", "p@ss"));
        assertThat(database).extracting(Database::url).isEqualTo("postgresql://db:6000/chat");
    }

    @Test
    void the_seeds_own_names_count_too() {
        RunSettings settings = settings(Map.of("DB_HOST", "db", "DB_USER", "u", "DB_PASSWORD", "p", "REDIS_HOST", "r"));

        assertThat(settings.database()).isEqualTo(new Database("db", 5432, "sapa", "u", "p"));
        assertThat(settings.redisUrl()).isEqualTo("redis://r:6379");
    }

    @Test
    void empty_settings_count_as_absent() {
        assertThat(settings(Map.of("SAPA_KAFKA", "", "SAPA_PORT_OFFSET", "")).kafka())
                .isNull();
    }

    @Test
    void a_wrong_setting_is_named() {
        assertRefused(Map.of("SAPA_PORT_OFFSET", "x"), "SAPA_PORT_OFFSET must be a number");
        assertRefused(Map.of("SAPA_REPLICAS", "gateways=2"), "SAPA_REPLICAS must look like");
        assertRefused(Map.of("SAPA_REPLICAS", "gateway=9"), "SAPA_REPLICAS must be a number from 1 to 5");
        assertRefused(Map.of("SAPA_DB_URL", "mysql://x/y"), "SAPA_DB_URL must look like");
        assertRefused(Map.of("SAPA_DB_URL", "postgresql://x/drop table"), "SAPA_DB_URL");
        assertThatThrownBy(() -> RunSettings.of(ROOT, List.of("--frsh"), Map.of()))
                .hasMessageContaining("Unknown argument '--frsh'");
    }

    @Test
    void without_the_demo_passwords_must_be_given() {
        assertThatThrownBy(() -> settings(Map.of("SAPA_DEMO", "false")).databasePassword())
                .hasMessageContaining("SAPA_DB_PASSWORD must be set");
    }

    private static void assertRefused(Map<String, String> environment, String message) {
        assertThatThrownBy(() -> settings(environment))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining(message);
    }

    private static RunSettings settings(Map<String, String> environment) {
        return RunSettings.of(ROOT, List.of(), environment);
    }
}
