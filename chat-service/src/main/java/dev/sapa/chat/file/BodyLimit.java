package dev.sapa.chat.file;

import dev.sapa.chat.problem.Problem;
import io.quarkus.vertx.http.runtime.RouteConstants;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.Response.Status;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Keeps bodies small everywhere but at uploads. The server's own limit is one for all and must let uploads pass; this
 * one comes right after it.
 */
@ApplicationScoped
class BodyLimit {

    private static final long AT_MOST = 256 * 1024;
    private static final Pattern UPLOAD = Pattern.compile("/conversations/[^/]+/files");

    /** What providers deliver; WhatsApp puts up to 3 MB into one call. */
    private static final Pattern DELIVERY = Pattern.compile("/webhooks/(?:whatsapp|telegram)/[^/]+");

    private static final long DELIVERY_AT_MOST = 4 * 1024 * 1024;

    /** A mail comes with its files. */
    private static final Pattern MAIL = Pattern.compile("/webhooks/email/[^/]+");

    private static final long MAIL_AT_MOST = 10 * 1024 * 1024;

    void install(@Observes Router router) {
        router.route().order(RouteConstants.ROUTE_ORDER_UPLOAD_LIMIT + 1).handler(BodyLimit::enter);
    }

    private static void enter(RoutingContext context) {
        var request = context.request();
        if (request.method().equals(HttpMethod.POST)
                && UPLOAD.matcher(request.path()).matches()) {
            context.next();
            return;
        }
        // Bodies without a length are counted against it by whoever reads them.
        var atMost = atMost(request.path());
        context.put(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY, atMost);
        if (isLarger(request.getHeader(HttpHeaders.CONTENT_LENGTH), atMost)) {
            refuse(context);
        } else {
            context.next();
        }
    }

    private static long atMost(String path) {
        if (MAIL.matcher(path).matches()) {
            return MAIL_AT_MOST;
        }
        return DELIVERY.matcher(path).matches() ? DELIVERY_AT_MOST : AT_MOST;
    }

    private static boolean isLarger(@Nullable String length, long atMost) {
        return length != null && (length.length() > 18 || Long.parseLong(length) > atMost);
    }

    private static void refuse(RoutingContext context) {
        var problem = Problem.of("too-large", Status.REQUEST_ENTITY_TOO_LARGE, "The body is too large")
                .build();
        context.response()
                .setStatusCode(problem.getStatusCode())
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
                .putHeader(HttpHeaders.CONNECTION, "close")
                .end(new JsonObject()
                        .put("type", String.valueOf(problem.getType()))
                        .put("title", problem.getTitle())
                        .put("status", problem.getStatusCode())
                        .put("code", "too-large")
                        .encode());
    }
}
