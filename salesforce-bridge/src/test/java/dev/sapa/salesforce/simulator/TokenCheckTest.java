package dev.sapa.salesforce.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sapa.salesforce.TestKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenCheckTest {

    @TempDir
    Path directory;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void s0_32_prints_the_payload_and_what_its_times_mean_but_not_the_token() throws IOException {
        var path = Files.writeString(
                directory.resolve("key.json"), TestKey.generate("kid-1").jwk().toString());

        var code = check(Map.of("JWK_PATH", path.toString(), "KID", "kid-1", "SCRT_URL", "https://scrt.example/"));

        assertThat(code).isZero();
        assertThat(text())
                .contains("\"sub\" : \"somebody\"", "\"iss\" : \"kid-1\"", "\"aud\" : \"https://scrt.example\"")
                .containsPattern("iat age: [0-9]+ s")
                .containsPattern("seconds to expiry: (29[0-9]|300) s")
                .doesNotContainPattern("eyJ[\\w-]+\\.[\\w-]+\\.[\\w-]+");
    }

    @Test
    void s0_12_says_that_there_is_no_key_and_fails() {
        assertThat(check(Map.of("JWK_PATH", directory.resolve("absent.json").toString())))
                .isEqualTo(1);
        assertThat(text()).contains("JWK file not found");
    }

    private int check(Map<String, String> environment) {
        return TokenCheck.run(environment, "somebody", new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    private String text() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
