package dev.sapa.auth.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignedRequestTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration WINDOW = Duration.ofMinutes(5);

    private final ObjectNode parts = JSON.createObjectNode()
            .put("key_id", "ak_abc")
            .put("method", "POST")
            .put("path", "/api/v2/chat/conversations")
            .put("query", "b=2&a=1")
            .put("timestamp", "1000")
            .put("nonce", "n-1")
            .put("body_sha256", "0".repeat(64))
            .put("signature", "v1=" + "ab".repeat(32));

    @Test
    void signs_its_parts_line_by_line_with_the_query_sorted() {
        assertThat(parsed().orElseThrow().text())
                .isEqualTo("POST\n/api/v2/chat/conversations\na=1&b=2\n1000\nn-1\n" + "0".repeat(64));
        parts.put("query", "");
        assertThat(parsed().orElseThrow().text()).contains("conversations\n\n1000");
    }

    @ParameterizedTest
    @CsvSource({"0, true", "300, true", "-300, true", "301, false", "-301, false"})
    void is_good_for_five_minutes_before_and_after_it_was_signed(long apart, boolean timely) {
        assertThat(parsed().orElseThrow().isTimely(Instant.ofEpochSecond(1000 + apart), WINDOW))
                .isEqualTo(timely);
    }

    @ParameterizedTest
    @ValueSource(strings = {"key_id", "method", "path", "query", "timestamp", "nonce", "body_sha256", "signature"})
    void has_all_its_parts(String name) {
        parts.remove(name);

        assertThat(parsed()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "method, post",
        "method, 'POST\n/'",
        "path, api",
        "path, '/a\nb'",
        "query, 'a=1 b'",
        "timestamp, -1",
        "timestamp, 1e3",
        "timestamp, 9999999999999",
        "nonce, ''",
        "nonce, 'a b'",
        "nonce, 'a\nb'",
        "body_sha256, abc",
        "signature, v2=00",
        "signature, v1=zz",
        "key_id, a.b"
    })
    void takes_no_part_of_another_form(String name, String value) {
        parts.put(name, value);

        assertThat(parsed()).isEmpty();
    }

    @Test
    void takes_no_longer_nonce_and_nothing_but_text() {
        parts.put("nonce", "n".repeat(65));
        assertThat(parsed()).isEmpty();
        parts.put("nonce", "n".repeat(64));
        assertThat(parsed()).isPresent();
        parts.put("timestamp", 1000);
        assertThat(parsed()).isEmpty();

        assertThat(SignedRequest.parse("not base64!", JSON)).isEmpty();
        assertThat(SignedRequest.parse(encoded("[]"), JSON)).isEmpty();
        assertThat(SignedRequest.parse(encoded("{"), JSON)).isEmpty();
        assertThat(SignedRequest.parse("", JSON)).isEmpty();
    }

    private Optional<SignedRequest> parsed() {
        return SignedRequest.parse(encoded(parts.toString()), JSON);
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
