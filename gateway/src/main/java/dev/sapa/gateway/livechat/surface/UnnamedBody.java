package dev.sapa.gateway.livechat.surface;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.MediaType;
import java.util.Set;

/**
 * Takes a body of no named type for JSON. So an absent one is told what it lacks, or that its sender must sign in, rather
 * than that its type is wrong.
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
                && !request.headers().contains(HttpHeaders.CONTENT_TYPE)
                && Surface.covers(request.path())) {
            request.headers().set(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON);
        }
        context.next();
    }
}
