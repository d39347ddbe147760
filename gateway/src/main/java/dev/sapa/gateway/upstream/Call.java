package dev.sapa.gateway.upstream;

import io.vertx.core.http.HttpMethod;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One request to a service; immutable, each {@code with}-like method answers a changed copy.
 *
 * @param path        path and query, encoded
 * @param body        sent as JSON; text is sent as it is, with the content type among the headers; a {@link FormFile} is
 *                    streamed
 * @param repeatable  whether sending it twice does no harm, so that another replica may be tried after a lost answer
 * @param timeout     null for the usual one
 */
public record Call(
        Service service,
        HttpMethod method,
        String path,
        @Nullable Object body,
        Map<String, String> headers,
        boolean repeatable,
        @Nullable Duration timeout,
        Trail trail) {

    public static Call get(Service service, String path) {
        return of(service, HttpMethod.GET, path, true);
    }

    /** Not repeatable unless {@link #asRepeatable()} is called. */
    public static Call post(Service service, String path) {
        return of(service, HttpMethod.POST, path, false);
    }

    public static Call put(Service service, String path) {
        return of(service, HttpMethod.PUT, path, true);
    }

    public static Call patch(Service service, String path) {
        return of(service, HttpMethod.PATCH, path, false);
    }

    public static Call delete(Service service, String path) {
        return of(service, HttpMethod.DELETE, path, true);
    }

    private static Call of(Service service, HttpMethod method, String path, boolean repeatable) {
        return new Call(service, method, path, null, Map.of(), repeatable, null, Trail.own());
    }

    /** With a JSON body: anything Jackson can write, in the services' snake_case. */
    public Call json(Object value) {
        return new Call(service, method, path, value, headers, repeatable, timeout, trail);
    }

    public Call form(Map<String, String> fields) {
        var text = fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        return json(text).header("Content-Type", "application/x-www-form-urlencoded");
    }

    /** With a form that consists of one file. */
    public Call form(FormFile file) {
        return json(file);
    }

    /** With a staff token, session token or service token; null leaves the call anonymous. */
    public Call bearer(@Nullable String token) {
        return token == null ? this : header("Authorization", "Bearer " + token);
    }

    public Call header(String name, String value) {
        var more = new HashMap<>(headers);
        more.put(name, value);
        return new Call(service, method, path, body, Map.copyOf(more), repeatable, timeout, trail);
    }

    /** Says that sending it twice does no harm. */
    public Call asRepeatable() {
        return new Call(service, method, path, body, headers, true, timeout, trail);
    }

    public Call within(Duration limit) {
        return new Call(service, method, path, body, headers, repeatable, limit, trail);
    }

    public Call onBehalfOf(Trail caller) {
        return new Call(service, method, path, body, headers, repeatable, timeout, caller);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
