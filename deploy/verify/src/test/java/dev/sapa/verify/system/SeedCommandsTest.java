package dev.sapa.verify.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** S2-31 and S2-32: the older backend's commands and settings have an equivalent. */
class SeedCommandsTest {

    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "deps",
                "db-create",
                "migrate-up",
                "migrate-down",
                "migrate-create",
                "dev",
                "build",
                "run",
                "test",
                "lint",
                "fmt",
                "docs",
                "docker-build",
                "docker-run"
            })
    void s2_31_every_command_is_there_with_a_line_that_says_what_it_does(String command) throws IOException {
        assertThat(Files.readString(ROOT.resolve("Makefile")))
                .containsPattern(Pattern.compile("^" + command + ":.* ## \\S", Pattern.MULTILINE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"DB_HOST", "DB_PORT", "DB_NAME", "REDIS_HOST", "REDIS_PORT", "JWT_SECRET"})
    void s2_32_the_settings_of_the_readme_are_documented(String setting) throws IOException {
        assertThat(Files.readString(ROOT.resolve("deploy/docs/settings.md"))).contains(setting);
    }

    @Test
    void s2_32_the_public_port_may_be_named_as_the_readme_names_it() throws IOException {
        var settings = Files.readString(ROOT.resolve("gateway/src/main/resources/application.properties"));
        assertThat(settings).contains("${SAPA_PORT:${SERVER_PORT:8080}}");
    }
}
