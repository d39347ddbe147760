package dev.sapa.gateway.socket;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Answers 426 to whoever comes to a socket's path without asking for a socket. */
@ApplicationScoped
class UpgradeRequired {

    private static final int BEFORE_THE_SOCKET = -100;

    void install(@Observes Router router) {
        router.route("/ws/*").order(BEFORE_THE_SOCKET).handler(UpgradeRequired::check);
    }

    private static void check(RoutingContext context) {
        if ("websocket".equalsIgnoreCase(context.request().getHeader(HttpHeaders.UPGRADE))) {
            context.next();
        } else {
            context.response()
                    .setStatusCode(426)
                    .putHeader(HttpHeaders.UPGRADE, "websocket")
                    .putHeader(HttpHeaders.CONNECTION, "Upgrade")
                    .end();
        }
    }
}
