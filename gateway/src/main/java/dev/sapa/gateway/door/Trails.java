package dev.sapa.gateway.door;

import dev.sapa.gateway.upstream.Trail;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.regex.Pattern;

/** Reads from a request what the services are told about it. */
@ApplicationScoped
public class Trails {

    private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern TRACEPARENT = Pattern.compile("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    private final TrustedProxies proxies;

    Trails(TrustedProxies proxies) {
        this.proxies = proxies;
    }

    /** The trail of a request, as far as its headers can be believed. */
    public Trail of(HttpServerRequest request) {
        var id = request.getHeader("X-Request-Id");
        var trace = request.getHeader("traceparent");
        return new Trail(
                id != null && REQUEST_ID.matcher(id).matches()
                        ? id
                        : UUID.randomUUID().toString(),
                trace != null && TRACEPARENT.matcher(trace).matches() ? trace : Trail.newTraceparent(),
                clientAddressOf(request),
                hostOf(request));
    }

    private String clientAddressOf(HttpServerRequest request) {
        return proxies.clientAddress(peerOf(request), request.getHeader("X-Forwarded-For"));
    }

    private String hostOf(HttpServerRequest request) {
        var forwarded = request.getHeader("X-Forwarded-Host");
        if (forwarded != null && proxies.trusts(peerOf(request))) {
            return forwarded;
        }
        var authority = request.authority();
        return authority == null ? "" : authority.toString();
    }

    boolean isForwardedAsHttps(HttpServerRequest request) {
        return "https".equals(request.getHeader("X-Forwarded-Proto")) && proxies.trusts(peerOf(request));
    }

    private static String peerOf(HttpServerRequest request) {
        var address = request.remoteAddress();
        return address == null || address.hostAddress() == null ? "" : address.hostAddress();
    }
}
