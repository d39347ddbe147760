package dev.sapa.gateway.upstream;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * What a service is told about the request it serves.
 *
 * @param requestId     names the request in logs and answers; at most 64 characters of {@code [A-Za-z0-9._-]}
 * @param traceparent   W3C Trace Context of the request
 * @param clientAddress the client's IP address, as far as trusted proxies vouch for it; null for the gateway's own calls
 * @param host          the host name the client asked for; null for the gateway's own calls
 */
public record Trail(
        String requestId,
        String traceparent,
        @Nullable String clientAddress,
        @Nullable String host) {

    private static final String KEY = Trail.class.getName();
    private static final HexFormat HEX = HexFormat.of();

    /** A trail for a call that the gateway makes on its own account. */
    public static Trail own() {
        return new Trail(UUID.randomUUID().toString(), newTraceparent(), null, null);
    }

    /** The trail that the door gave the request. */
    public static Trail of(RoutingContext request) {
        Trail trail = request.get(KEY);
        return trail == null ? own() : trail;
    }

    /** Attaches this trail to the request, for {@link #of}. */
    public void attachTo(RoutingContext request) {
        request.put(KEY, this);
    }

    /** The same client, another request: each frame of a socket is one. */
    public Trail next() {
        return new Trail(UUID.randomUUID().toString(), newTraceparent(), clientAddress, host);
    }

    /** Sets the headers that tell a service; what the client sent under these names is replaced. */
    public void writeTo(MultiMap headers) {
        headers.set("X-Request-Id", requestId).set("traceparent", traceparent);
        if (clientAddress != null) {
            headers.set("X-Forwarded-For", clientAddress);
        }
        if (host != null) {
            headers.set("X-Forwarded-Host", host);
        }
    }

    /** A sampled W3C {@code traceparent} with fresh random ids. */
    public static String newTraceparent() {
        var random = ThreadLocalRandom.current();
        return "00-" + HEX.toHexDigits(random.nextLong()) + HEX.toHexDigits(random.nextLong() | 1) + "-"
                + HEX.toHexDigits(random.nextLong() | 1) + "-01";
    }
}
