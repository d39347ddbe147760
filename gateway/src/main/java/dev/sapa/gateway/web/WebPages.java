package dev.sapa.gateway.web;

import dev.sapa.gateway.door.ProblemAnswer;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.Response.Status;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code /desk} is one page for all addresses under it, which it reads itself; {@code /demo} plays a portal; {@code
 * /widget} holds what portals load. Addresses of older consoles lead to the desk.
 */
@ApplicationScoped
class WebPages {

    private static final String DESK = "/desk";
    private static final String DEMO = "/demo";
    private static final String WIDGET = "/widget/";
    private static final String DESK_PAGE = "desk/index.html";
    private static final String DEMO_PAGE = "demo/index.html";

    private static final Map<String, String> MOVED = Map.of(
            "/login", "/desk/login",
            "/dashboard-admin", "/desk/board",
            "/dashboard-agent", "/desk");

    private static final String OWN_ONLY = "default-src 'none'; script-src 'self'; connect-src 'self';"
            + " font-src 'self'; media-src 'self' blob:; manifest-src 'self'; worker-src 'self'; form-action 'self';"
            + " base-uri 'none'; object-src 'none'; frame-ancestors 'none'; img-src 'self' data: blob:; ";

    private static final String DESK_POLICY = OWN_ONLY + "style-src 'self'";

    /** What the widget needs of a portal, and no more. */
    private static final String DEMO_POLICY = OWN_ONLY + "style-src 'self'; require-trusted-types-for 'script'";

    private static final String FOR_EVER = "public, max-age=31536000, immutable";
    private static final String FOR_MINUTES = "public, max-age=300, must-revalidate";
    private static final String ASK_AGAIN = "no-cache";

    private final WebFiles files;

    WebPages(WebFiles files) {
        this.files = files;
    }

    void install(@Observes Router router) {
        for (var path : new String[] {DESK, DESK + "/*", "/reset-password", "/bootstrap"}) {
            router.route(path).handler(context -> serve(context, desk(context.normalizedPath()), DESK_POLICY));
        }
        for (var path : new String[] {DEMO, DEMO + "/*"}) {
            router.route(path).handler(context -> serve(context, demo(context.normalizedPath()), DEMO_POLICY));
        }
        router.route(WIDGET + "*").handler(context -> serve(context, file(context.normalizedPath()), null));
        MOVED.forEach((from, to) -> router.get(from).handler(context -> move(context, to)));
    }

    private Optional<WebFile> desk(String path) {
        return path.startsWith(DESK + "/assets/") ? file(path) : file(path).or(() -> files.find(DESK_PAGE));
    }

    private Optional<WebFile> demo(String path) {
        return path.equals(DEMO) || path.equals(DEMO + "/") ? files.find(DEMO_PAGE) : file(path);
    }

    private Optional<WebFile> file(String path) {
        return files.find(path.substring(1));
    }

    private static void move(RoutingContext context, String to) {
        context.response().setStatusCode(302).putHeader("Location", to).end();
    }

    private static void serve(RoutingContext context, Optional<WebFile> found, @Nullable String policy) {
        var method = context.request().method();
        if (!method.equals(HttpMethod.GET) && !method.equals(HttpMethod.HEAD)) {
            context.next();
        } else if (found.isEmpty()) {
            ProblemAnswer.write(context.response(), notFound());
        } else {
            send(context, found.get(), policy);
        }
    }

    private static void send(RoutingContext context, WebFile file, @Nullable String policy) {
        var response = context.response();
        var form = Form.of(file, context.request());
        response.putHeader("Content-Type", file.type())
                .putHeader("ETag", form.tag())
                .putHeader("Vary", "Accept-Encoding, Origin")
                .putHeader("Cache-Control", file.isPage() ? ASK_AGAIN : file.isHashed() ? FOR_EVER : FOR_MINUTES);
        if (file.isPage() && policy != null) {
            response.putHeader("Content-Security-Policy", policy);
        }
        if (policy == null) {
            response.putHeader("Cross-Origin-Resource-Policy", "cross-origin");
        }
        if (form.tag().equals(context.request().getHeader("If-None-Match"))) {
            response.setStatusCode(304).end();
            return;
        }
        if (form.encoding() != null) {
            response.putHeader("Content-Encoding", form.encoding());
        }
        if (context.request().method().equals(HttpMethod.HEAD)) {
            response.putHeader("Content-Length", Integer.toString(form.content().length()))
                    .end();
        } else {
            response.end(form.content());
        }
    }

    /** The smallest form of a file that the client takes. */
    private record Form(Buffer content, @Nullable String encoding, String tag) {

        static Form of(WebFile file, HttpServerRequest request) {
            var accepted = request.getHeader("Accept-Encoding");
            if (file.brotli() != null && accepts(accepted, "br")) {
                return new Form(file.brotli(), "br", tag(file, "-br"));
            }
            if (file.gzip() != null && accepts(accepted, "gzip")) {
                return new Form(file.gzip(), "gzip", tag(file, "-gz"));
            }
            return new Form(file.plain(), null, tag(file, ""));
        }

        private static String tag(WebFile file, String form) {
            return '"' + file.tag() + form + '"';
        }

        private static boolean accepts(@Nullable String accepted, String encoding) {
            if (accepted == null) {
                return false;
            }
            for (var one : accepted.split(",", -1)) {
                var parts = one.strip().split("\\s*;\\s*", -1);
                if (parts[0].equalsIgnoreCase(encoding)) {
                    return parts.length == 1 || !parts[1].matches("q=0(\\.0*)?");
                }
            }
            return false;
        }
    }

    private static HttpProblem notFound() {
        return HttpProblem.builder()
                .withType(URI.create("urn:sapa:problem:not-found"))
                .withTitle("There is nothing here")
                .withStatus(Status.NOT_FOUND)
                .with("code", "not-found")
                .build();
    }
}
