package dev.sapa.verify.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Outside the demo a service with a secret that everybody knows ends at once, before it looks for any server. */
@Order(1)
class ProductionStartSystemTest {

    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

    /** Nothing listens there. */
    private static final Map<String, String> AWAY = Map.of(
            "SAPA_DB_URL", "postgresql://127.0.0.1:1/sapa",
            "SAPA_REDIS_URL", "redis://127.0.0.1:1",
            "SAPA_KAFKA", "127.0.0.1:1",
            "SAPA_PORT", "0",
            "SAPA_MANAGEMENT_PORT", "0");

    private static final Map<String, String> DEMO_SECRETS = Map.of(
            "SAPA_SERVICE_SECRET", "demo-service-secret",
            "SAPA_DB_PASSWORD", "sapa",
            "SAPA_DB_OWNER_PASSWORD", "sapa-owner",
            "SAPA_KEY_SECRET", "demo-key-secret",
            "JWT_SECRET", "your_jwt_secret");

    @ParameterizedTest
    @CsvSource({
        "auth-service, SAPA_DB_PASSWORD",
        "chat-service, SAPA_DB_PASSWORD",
        "routing-service, SAPA_DB_PASSWORD",
        "analytics-service, SAPA_DB_PASSWORD",
        "salesforce-bridge, SAPA_DB_PASSWORD",
        "gateway, SAPA_SERVICE_SECRET"
    })
    void refuses_the_secrets_of_the_demo_in_one_line_that_names_the_setting(String service, String setting)
            throws Exception {
        var process = start(service);
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS))
                    .as("it ends by itself")
                    .isTrue();

            var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.exitValue()).as(printed).isEqualTo(1);
            assertThat(printed).contains("Refusing to start").contains(setting);
            assertThat(printed.lines()).noneMatch(line -> line.startsWith("\tat "));
            assertThat(printed).doesNotContain("demo-service-secret");
        } finally {
            process.destroyForcibly();
        }
    }

    private static Process start(String service) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java");
        var builder = new ProcessBuilder(
                        java.toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        ROOT.resolve(service + "/target/quarkus-app/quarkus-run.jar")
                                .toString())
                .redirectErrorStream(true);
        builder.environment().keySet().removeIf(setting -> setting.startsWith("SAPA_"));
        builder.environment().putAll(AWAY);
        builder.environment().putAll(DEMO_SECRETS);
        return builder.start();
    }
}
