package dev.sapa.salesforce.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class RedactionTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TOKEN = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ1c2VyMTIzIn0.c2lnbmF0dXJlLW9mLXRva2Vu";

    @Test
    void s0_30_neither_tokens_nor_secrets_nor_what_people_wrote_are_shown_whole() throws IOException {
        var shown = Redaction.of(JSON.readTree("""
                {"accessToken":"%s","customerIdentityToken":"%s","client_secret":"very-secret","orgId":"00D1",
                 "nested":[{"text":"my salary is 5","note":"see %s"}]}
                """.formatted(TOKEN, TOKEN, TOKEN)));

        assertThat(shown)
                .contains("00D1", "(14 characters)")
                .doesNotContain(TOKEN, "very-secret", "salary", "c2lnbmF0dXJl");
    }
}
