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
        context.put(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY, AT_MOST);
        if (isLarger(request.getHeader(HttpHeaders.CONTENT_LENGTH))) {
            refuse(context);
        } else {
            context.next();
        }
    }

    private static boolean isLarger(@Nullable String length) {
        return length != null && (length.length() > 18 || Long.parseLong(length) > AT_MOST);
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
