package dev.sapa.local.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SalesforceAccountTest {

    private static final String PUBLIC = "http://localhost:8080";

    @TempDir
    Path module;

    @Test
    void without_an_account_the_demo_is_its_own_salesforce_with_a_key_of_its_own() {
        assertThat(account(Map.of(), true))
                .containsEntry("SCRT_URL", PUBLIC)
                .containsEntry("OAUTH_TOKEN_URL", PUBLIC + "/services/oauth2/token")
                .containsEntry("JWK_PATH", "/data/keys/infobip-private.json")
                .containsEntry("SAPA_EMULATOR_MAKE_KEY", "true");
        assertThat(account(Map.of(), false)).isEmpty();
    }

    @Test // S0-31
    void an_env_file_is_read_and_the_environment_wins_over_it() throws IOException {
        Files.writeString(module.resolve(".env"), """
                # an org of our own
                SCRT_URL=https://acme.my.salesforce-scrt.com
                export KID="kid-1"
                JWK_PATH=keys/mine.json
                OAUTH_CLIENT_ID=
                SAPA_DB_PASSWORD=not-read-here
                """);

        assertThat(account(Map.of("KID", "kid-2"), true))
                .containsOnly(
                        Map.entry("SCRT_URL", "https://acme.my.salesforce-scrt.com"),
                        Map.entry("KID", "kid-2"),
                        Map.entry("JWK_PATH", module.resolve("keys/mine.json").toString()));
    }

    private Map<String, String> account(Map<String, String> environment, boolean demo) {
        return SalesforceAccount.of(module, environment, PUBLIC, Path.of("/data"), demo);
    }
}
