package dev.sapa.gateway.socket;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.enterprise.context.ApplicationScoped;

/** A client that does not answer a close is not waited for: the slow would hold their memory, the gone our end. */
@ApplicationScoped
class ClosingTime implements HttpServerOptionsCustomizer {

    private static final int SECONDS = 1;

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        options.setWebSocketClosingTimeout(SECONDS);
    }
}
