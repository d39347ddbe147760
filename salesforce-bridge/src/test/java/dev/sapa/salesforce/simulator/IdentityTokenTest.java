package dev.sapa.salesforce.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sapa.salesforce.TestKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityTokenTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final String SCRT = "https://example.my.salesforce-scrt.com";

    private static final TestKey KEY = TestKey.generate("kid-1");

    @TempDir
    Path directory;

    @Test
    void s0_11_says_who_it_is_for_and_is_signed_with_the_key() throws Exception {
        var token = IdentityToken.make(file(KEY.jwk()), "kid-1", SCRT, "user123", NOW);

        var parts = token.text().split("\\.", -1);
        assertThat(JSON.readTree(decoded(parts[0])))
                .isEqualTo(JSON.readTree("{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"kid-1\"}"));
        assertThat(JSON.readTree(decoded(parts[1]))).isEqualTo(JSON.readTree("""
                        {"sub":"user123","aud":"%s","iss":"kid-1","iat":%d,"nbf":%d,"exp":%d,"name":"Test User"}""".formatted(
                        SCRT, NOW.getEpochSecond(), NOW.getEpochSecond(), NOW.getEpochSecond() + 300)));
        var verifier = Signature.getInstance("SHA256withRSA");
        verifier.initVerify(KEY.publicKey());
        verifier.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        assertThat(verifier.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
        assertThat(token.shown()).hasSize(53).isEqualTo(token.text().substring(0, 50) + "...");
    }

    @Test
    void s0_12_names_the_file_that_is_not_there() {
        assertThatThrownBy(() -> IdentityToken.make("keys/absent.json", "kid-1", SCRT, "user123", NOW))
                .hasMessage("Error generating JWT: JWK file not found at keys/absent.json. Please add your JWK file.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kty", "n", "e", "d", "p", "q", "dp", "dq", "qi"})
    void s0_13_names_the_field_that_the_key_lacks(String field) throws IOException {
        ObjectNode incomplete = KEY.jwk().deepCopy();
        incomplete.remove(field);
        var path = file(incomplete);

        assertThatThrownBy(() -> IdentityToken.make(path, "kid-1", SCRT, "user123", NOW))
                .hasMessage(
                        "Error generating JWT: Error loading JWK: Invalid JWK format: missing required field " + field);
    }

    @Test
    void s0_14_says_that_the_key_has_another_id_than_the_settings() throws IOException {
        var path = file(KEY.jwk());

        assertThatThrownBy(() -> IdentityToken.make(path, "kid-2", SCRT, "user123", NOW))
                .hasMessageContaining("the kid in the JWK is 'kid-1', but KID is 'kid-2'")
                .hasMessageContaining("The customer identity token or JWT expired");
    }

    private String file(ObjectNode jwk) throws IOException {
        return Files.writeString(directory.resolve("key.json"), jwk.toString()).toString();
    }

    private static byte[] decoded(String part) {
        return Base64.getUrlDecoder().decode(part);
    }
}
