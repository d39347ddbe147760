package dev.sapa.verify.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sapa.verify.suite.Suite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The documents' own commands and scripts, character by character, but for the tokens that a reader has to fill in. */
@Order(4)
class SeedSnippetsSystemTest extends SeedTest {

    private static final Path SNIPPETS = Path.of("src/test/resources/snippets").toAbsolutePath();
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    SeedSnippetsSystemTest(Suite suite) {
        super(suite);
    }

    @Test
    void s2_01_s2_03_s2_04_the_curl_commands_log_in_refresh_and_read_the_profile() throws IOException {
        var login = curl("002-login.sh", "", "").path("data");
        assertThat(login.at("/user/email").asText()).isEqualTo("admin@livechat.com");

        var refreshed = curl(
                        "002-refresh.sh",
                        "your_refresh_token_here",
                        login.path("refresh_token").asText())
                .path("data");
        var profile = curl(
                "002-profile.sh",
                "YOUR_ACCESS_TOKEN",
                refreshed.path("access_token").asText());

        assertThat(profile.at("/data/role").asText()).isEqualTo("admin");
        assertThat(curl("002-refresh.sh", "", "").path("message").asText()).isEqualTo("Token refresh failed");
        assertThat(curl("002-profile.sh", "", "").path("message").asText()).isEqualTo("Invalid or expired token");
    }

    @Test
    void s3_10_s3_13_the_browser_scripts_start_link_and_start_again() throws IOException {
        var account = "USER-" + UUID.randomUUID();

        var seen = JSON.readTree(run(
                "node", SNIPPETS.resolve("browser.mjs").toString(), suite.base().toString(), account));

        assertThat(seen.path("kept").asBoolean()).isTrue();
        assertThat(UUID.fromString(seen.path("browser").asText())).isNotNull();
        assertThat(seen.path("statuses").toString()).isEqualTo("[201,200,201]");
        assertThat(seen.at("/anonymous/requires_contact").asBoolean()).isTrue();
        assertThat(seen.at("/known/chat_user_id")).isEqualTo(seen.at("/anonymous/chat_user_id"));
        for (var started : List.of(seen.path("anonymous"), seen.path("known"))) {
            assertThat(started.path("status").asText()).isEqualTo("waiting");
            livechat.close(admin(), session(started));
        }
    }

    /** The command as it stands in the document; curl itself is told that the suite under test listens elsewhere. */
    private JsonNode curl(String file, String placeholder, String value) throws IOException {
        var written = Files.readString(SNIPPETS.resolve(file));
        var command = placeholder.isEmpty() ? written : written.replace(placeholder, value);
        var base = suite.base();
        var script = "curl() { command curl --silent --show-error --max-time 30 --connect-to localhost:8080:"
                + base.getHost() + ":" + base.getPort() + " \"$@\"; }\n" + command;
        return JSON.readTree(run("bash", "-c", script));
    }

    private String run(String... command) throws IOException {
        var output = folder.resolve(UUID.randomUUID() + ".txt");
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            var ended = process.waitFor(1, TimeUnit.MINUTES);
            process.destroyForcibly();
            var printed = Files.readString(output);
            assertThat(ended).as(printed).isTrue();
            assertThat(process.exitValue()).as(printed).isZero();
            return printed;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
