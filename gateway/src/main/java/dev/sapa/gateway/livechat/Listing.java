package dev.sapa.gateway.livechat;

import dev.sapa.gateway.upstream.Service;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A list of a service that goes by cursor.
 *
 * @param path       without query
 * @param parameters what narrows it, not encoded
 * @param atOnce     how many the service gives at once
 * @param item       one of its items as the dialect shows it
 */
public record Listing<T>(
        Service service,
        String path,
        Map<String, String> parameters,
        int atOnce,
        Function<NativeObject, T> item,
        Attempt attempt) {

    private static final int USUALLY_AT_ONCE = 200;

    public static <T> Listing<T> of(Service service, String path, Function<NativeObject, T> item, Attempt attempt) {
        return new Listing<>(service, path, Map.of(), USUALLY_AT_ONCE, item, attempt);
    }

    /** Narrowed by one parameter more, unless nothing is said of it. */
    public Listing<T> with(String name, @Nullable String value) {
        if (Field.isBlank(value)) {
            return this;
        }
        var more = new LinkedHashMap<>(parameters);
        more.put(name, Field.required(name, value));
        return new Listing<>(service, path, more, atOnce, item, attempt);
    }

    /** Path and query of one part of it. */
    String part(int limit, @Nullable String cursor) {
        var query = parameters.entrySet().stream()
                .map(parameter -> "&" + parameter.getKey() + "=" + encoded(parameter.getValue()))
                .collect(Collectors.joining());
        return path + "?limit=" + Math.min(limit, atOnce) + query
                + (cursor == null ? "" : "&cursor=" + encoded(cursor));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
