package dev.sapa.gateway.door;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** The first filter: refuses ambiguous paths, names the request, and sets the headers every answer has. */
@ApplicationScoped
class Door {

    private static final int BEFORE_ALL_OTHERS = 1000;
    private static final String BAD_PATH = """
            {"type":"urn:sapa:problem:bad-path","title":"The path is ambiguous","status":400,"code":"bad-path"}""";

    private static final String API_POLICY = "default-src 'none'; frame-ancestors 'none'";
    /** Pages use our own files only; the API browser writes style attributes and draws with data images. */
    private static final String PAGE_POLICY =
            "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline';"
                    + " object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

    private final Trails trails;

    Door(Trails trails) {
        this.trails = trails;
    }

    void install(@Observes Filters filters) {
        filters.register(this::enter, BEFORE_ALL_OTHERS);
    }

    private void enter(RoutingContext context) {
        var request = context.request();
        var trail = trails.of(request);
        trail.attachTo(context);
        context.response().putHeader("X-Request-Id", trail.requestId());
        var secure = request.isSSL() || trails.isForwardedAsHttps(request);
        var path = pathOf(request.uri());
        context.addHeadersEndHandler(ended -> protect(context.response().headers(), path, secure));
        if (RawPath.isPlain(path)) {
            context.next();
        } else {
            context.response()
                    .setStatusCode(400)
                    .putHeader("Content-Type", "application/problem+json")
                    .end(BAD_PATH);
        }
    }

    private static String pathOf(String uri) {
        int query = uri.indexOf('?');
        return query < 0 ? uri : uri.substring(0, query);
    }

    private static void protect(MultiMap headers, String path, boolean secure) {
        setIfAbsent(headers, "X-Content-Type-Options", "nosniff");
        setIfAbsent(headers, "X-Frame-Options", "DENY");
        setIfAbsent(headers, "Referrer-Policy", "no-referrer");
        setIfAbsent(headers, "Content-Security-Policy", isPage(path) ? PAGE_POLICY : API_POLICY);
        setIfAbsent(headers, "Cache-Control", "no-store");
        if (secure) {
            setIfAbsent(headers, "Strict-Transport-Security", "max-age=31536000; includeSubDomains");
        }
    }

    private static boolean isPage(String path) {
        return path.startsWith("/docs/") || path.startsWith("/webjars/") || path.startsWith("/socketio/");
    }

    private static void setIfAbsent(MultiMap headers, String name, String value) {
        if (!headers.contains(name)) {
            headers.set(name, value);
        }
    }
}
