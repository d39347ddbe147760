package dev.sapa.salesforce.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * One request to the chat API.
 *
 * @param shown the body as the log may have it
 */
record VendorCall(HttpMethod method, String url, Map<String, String> headers, Buffer body, String shown) {

    static VendorCall of(HttpMethod method, String url) {
        return new VendorCall(method, url, Map.of("Accept", "application/json"), Buffer.buffer(), "");
    }

    static VendorCall get(String url) {
        return of(HttpMethod.GET, url);
    }

    static VendorCall post(String url) {
        return of(HttpMethod.POST, url);
    }

    VendorCall bearer(String token) {
        return header("Authorization", "Bearer " + token);
    }

    VendorCall header(String name, String value) {
        var more = new HashMap<>(headers);
        more.put(name, value);
        return new VendorCall(method, url, Map.copyOf(more), body, shown);
    }

    VendorCall json(JsonNode content) {
        return header("Content-Type", "application/json")
                .with(Buffer.buffer(content.toString()), Redaction.of(content));
    }

    VendorCall form(Map<String, String> fields) {
        var text = fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return header("Content-Type", "application/x-www-form-urlencoded")
                .with(
                        Buffer.buffer(text),
                        "(form: "
                                + String.join(
                                        ", ", fields.keySet().stream().sorted().toList()) + ")");
    }

    /** A JSON part and a file. */
    VendorCall multipart(String entryName, JsonNode entry, String fileName, String contentType, Buffer content) {
        var boundary = "sapa-" + UUID.randomUUID();
        var parts = Buffer.buffer()
                .appendString("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + entryName
                        + "\"\r\nContent-Type: application/json\r\n\r\n" + entry + "\r\n")
                .appendString("--" + boundary + "\r\nContent-Disposition: form-data; name=\"fileData\"; filename=\""
                        + quotable(fileName) + "\"\r\nContent-Type: " + contentType + "\r\n\r\n")
                .appendBuffer(content)
                .appendString("\r\n--" + boundary + "--\r\n");
        return header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .with(parts, Redaction.of(entry) + " and a file of " + content.length() + " bytes");
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private VendorCall with(Buffer content, String described) {
        return new VendorCall(method, url, headers, content, described);
    }

    /** Browsers do it so (WHATWG HTML, multipart/form-data encoding). */
    private static String quotable(String name) {
        return name.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
    }
}
