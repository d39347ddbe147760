package dev.sapa.gateway.door;

import io.quarkus.vertx.http.runtime.RouteConstants;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Keeps bodies small everywhere but at uploads. The server's own limit is one for all and must let uploads pass; this
 * one comes right after it. How large a file may be is chat-service's to say.
 */
@ApplicationScoped
class BodyLimit {

    private static final long AT_MOST = 1024 * 1024;
    private static final Pattern UPLOAD = Pattern.compile("/api/v2/chat/conversations/[^/]+/files"
            + "|/api/public/chat/upload"
            + "|/api/(?:chat|chat-management|v1/oss-chat)/agent/upload"
            + "|/api/v2/chat/webhooks/(?:whatsapp|telegram|email)/[^/]+"
            + "|/api/send-file|/iamessage/api/v2/conversation/[^/]+/file");

    /** With the fields of every dialect's errors, since no dialect sees the request. */
    private static final String TOO_LARGE = """
            {"type":"urn:sapa:problem:too-large","title":"The body is too large","status":413,"code":"too-large",\
            "success":false,"message":"Request too large","error":"the body is too large"}""";

    void install(@Observes Router router) {
        router.route().order(RouteConstants.ROUTE_ORDER_UPLOAD_LIMIT + 1).handler(BodyLimit::enter);
    }

    private static void enter(RoutingContext context) {
        var request = context.request();
        if (isUpload(request.method(), request.path())) {
            context.next();
            return;
        }
        // Bodies without a length are counted against it by whoever reads them.
        context.put(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY, AT_MOST);
        if (isLarger(request.getHeader("Content-Length"))) {
            context.response()
                    .setStatusCode(413)
                    .putHeader("Content-Type", "application/problem+json")
                    .putHeader("Connection", "close")
                    .end(TOO_LARGE);
        } else {
            context.next();
        }
    }

    static boolean isUpload(HttpMethod method, @Nullable String path) {
        return method.equals(HttpMethod.POST)
                && path != null
                && UPLOAD.matcher(path).matches();
    }

    private static boolean isLarger(@Nullable String length) {
        return length != null && (length.length() > 18 || Long.parseLong(length) > AT_MOST);
    }
}
