package dev.sapa.gateway.socketio.engine;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServerResponse;

/** Ends requests. */
final class Answers {

    private Answers() {}

    static Future<Void> text(HttpServerResponse response, String text) {
        if (response.ended() || response.closed()) {
            return Future.failedFuture("The client is gone");
        }
        return response.putHeader("Content-Type", "text/plain; charset=UTF-8")
                .putHeader("Cache-Control", "no-store")
                .end(text);
    }

    static void error(HttpServerResponse response, EngineError error) {
        if (response.ended() || response.closed()) {
            return;
        }
        if (error.isTemporary()) {
            response.putHeader("Retry-After", "1");
        }
        response.setStatusCode(error.status())
                .putHeader("Content-Type", "application/json")
                .end(error.json());
    }
}
