package dev.sapa.salesforce.exchange;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request to another system.
 *
 * @param within how long the whole exchange may take
 * @param most   bytes of the answer that are read; a longer one fails
 */
public record Request(
        HttpMethod method,
        String url,
        Map<String, String> headers,
        @Nullable Buffer body,
        Duration within,
        int most) {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MOST = 4 * 1024 * 1024;

    public static Request of(HttpMethod method, String url) {
        return new Request(method, url, Map.of(), null, PATIENCE, MOST);
    }

    public static Request get(String url) {
        return of(HttpMethod.GET, url);
    }

    public static Request post(String url) {
        return of(HttpMethod.POST, url);
    }

    public Request header(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Request(method, url, more, body, within, most);
    }

    public Request json(JsonObject content) {
        return body("application/json", content.toBuffer());
    }

    public Request body(String contentType, Buffer content) {
        var typed = header("Content-Type", contentType);
        return new Request(method, url, typed.headers(), content, within, most);
    }

    public Request within(Duration patience) {
        return new Request(method, url, headers, body, patience, most);
    }

    public Request atMost(int bytes) {
        return new Request(method, url, headers, body, within, bytes);
    }

    /** Without headers and body, which may hold secrets. */
    @Override
    public String toString() {
        return method + " " + url;
    }
}
