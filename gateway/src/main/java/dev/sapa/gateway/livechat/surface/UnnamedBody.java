package dev.sapa.gateway.livechat.surface;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.MediaType;
import java.util.Objects;
import java.util.Set;

/**
 * Takes a body of no named type for JSON, and an empty one whatever its type. So who sends nothing is told what is lacking,
 * or to sign in, rather than that the type is wrong.
 */
@ApplicationScoped
class UnnamedBody {

    private static final int AFTER_THE_DOOR = 900;
    private static final Set<HttpMethod> WITH_BODY = Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH);

    void install(@Observes Filters filters) {
        filters.register(UnnamedBody::enter, AFTER_THE_DOOR);
    }

    private static void enter(RoutingContext context) {
        var request = context.request();
        if (WITH_BODY.contains(request.method())
                && Surface.covers(request.path())
                && (!request.headers().contains(HttpHeaders.CONTENT_TYPE) || isEmpty(request.headers()))) {
            request.headers().set(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON);
        }
        context.next();
    }

    private static boolean isEmpty(MultiMap headers) {
        return !headers.contains(HttpHeaders.TRANSFER_ENCODING)
                && "0".equals(Objects.requireNonNullElse(headers.get(HttpHeaders.CONTENT_LENGTH), "0"));
    }
}
