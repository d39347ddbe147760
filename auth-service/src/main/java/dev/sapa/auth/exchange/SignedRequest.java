package dev.sapa.auth.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a company's server signed: a request, as the gateway received it. Each part stands on a line of its own in the
 * signed text, so none may hold a line break; nonces are printable, which keeps everything else out of the replay guard.
 *
 * @param method     upper case
 * @param path       as it stood in the request, percent-encoding and all
 * @param query      as it stood in the request, without the question mark; empty when there was none
 * @param timestamp  seconds since 1970 by the server's clock
 * @param nonce      1 to 64 characters, another one for each request
 * @param bodySha256 of the body's bytes, lower-case hexadecimal
 * @param signature  {@code v1=} and the HMAC-SHA256 of {@link #text} in lower-case hexadecimal
 */
record SignedRequest(
        String keyId,
        String method,
        String path,
        String query,
        String timestamp,
        String nonce,
        String bodySha256,
        String signature) {

    private static final String VERSION = "v1=";
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern METHOD = Pattern.compile("[A-Z]{1,16}");
    private static final Pattern PATH = Pattern.compile("/[\\x21-\\x7E]{0,4096}");
    private static final Pattern QUERY = Pattern.compile("[\\x21-\\x7E]{0,4096}");
    private static final Pattern TIMESTAMP = Pattern.compile("[0-9]{1,12}");
    private static final Pattern NONCE = Pattern.compile("[\\x21-\\x7E]{1,64}");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern SIGNATURE = Pattern.compile(VERSION + "[0-9a-f]{64}");

    /** Reads base64url of a JSON object with the members' names in snake case; empty when a part is absent or malformed. */
    static Optional<SignedRequest> parse(String subjectToken, ObjectMapper json) {
        try {
            var parts = json.readTree(Base64.getUrlDecoder().decode(subjectToken));
            return Optional.of(new SignedRequest(
                    part(parts, "key_id", KEY),
                    part(parts, "method", METHOD),
                    part(parts, "path", PATH),
                    part(parts, "query", QUERY),
                    part(parts, "timestamp", TIMESTAMP),
                    part(parts, "nonce", NONCE),
                    part(parts, "body_sha256", SHA256),
                    part(parts, "signature", SIGNATURE)));
        } catch (IOException | IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /** Whether it was signed within that time of now, before or after: clocks differ both ways. */
    boolean isTimely(Instant now, Duration window) {
        var apart = Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), now);
        return apart.abs().compareTo(window) <= 0;
    }

    /** The signed text. The query's parameters are sorted, because what stands between may reorder them. */
    String text() {
        return String.join("\n", method, path, sorted(query), timestamp, nonce, bodySha256);
    }

    /** The HMAC itself, 32 bytes. */
    byte[] mac() {
        return HexFormat.of().parseHex(signature.substring(VERSION.length()));
    }

    private static String sorted(String query) {
        return Arrays.stream(query.split("&", -1)).sorted().collect(Collectors.joining("&"));
    }

    private static String part(JsonNode parts, String name, Pattern form) {
        var value = parts.path(name);
        if (!value.isTextual() || !form.matcher(value.textValue()).matches()) {
            throw new IllegalArgumentException(name);
        }
        return value.textValue();
    }

    /** Keeps the signature out of logs. */
    @Override
    public String toString() {
        return "SignedRequest[" + keyId + "]";
    }
}
