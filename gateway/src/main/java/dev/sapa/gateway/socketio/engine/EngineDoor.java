package dev.sapa.gateway.socketio.engine;

import dev.sapa.gateway.upstream.Trail;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jspecify.annotations.Nullable;

/** {@code /socket.io/}: reads each request as Engine.IO means it and leads it to its session. */
@ApplicationScoped
class EngineDoor {

    /** Behind the first door, before the CORS rules of everything else: here other pages may come, without cookies. */
    private static final int BEFORE_CORS = 900;

    private static final String PATH = "/socket.io";
    private static final String PROTOCOL = "4";
    private static final String ANY = "*";

    private final EngineSessions sessions;
    private final EngineSettings settings;

    EngineDoor(EngineSessions sessions, EngineSettings settings) {
        this.sessions = sessions;
        this.settings = settings;
    }

    void install(@Observes Filters filters) {
        filters.register(this::enter, BEFORE_CORS);
    }

    private void enter(RoutingContext context) {
        var path = context.request().path();
        if (path != null && path.startsWith(PATH) && (path.equals(PATH) || path.equals(PATH + "/"))) {
            admit(context);
        } else {
            context.next();
        }
    }

    private void admit(RoutingContext context) {
        var request = context.request();
        var response = context.response();
        if (!admitsOrigin(request, response)) {
            Answers.error(response, EngineError.FORBIDDEN);
        } else if (request.method().equals(HttpMethod.OPTIONS)) {
            response.putHeader("Access-Control-Allow-Methods", "GET,POST")
                    .putHeader("Access-Control-Allow-Headers", "Content-Type,Authorization")
                    .putHeader("Access-Control-Max-Age", "600")
                    .setStatusCode(204)
                    .end();
        } else {
            serve(context, request, response);
        }
    }

    private boolean admitsOrigin(HttpServerRequest request, HttpServerResponse response) {
        var origin = request.getHeader(HttpHeaders.ORIGIN);
        if (settings.origins().contains(ANY)) {
            response.putHeader("Access-Control-Allow-Origin", ANY);
            return true;
        }
        response.putHeader("Vary", "Origin");
        if (origin == null || origin.endsWith("://" + request.authority())) {
            return true;
        }
        boolean listed = settings.origins().contains(origin);
        if (listed) {
            response.putHeader("Access-Control-Allow-Origin", origin);
        }
        return listed;
    }

    private void serve(RoutingContext context, HttpServerRequest request, HttpServerResponse response) {
        var transport = request.getParam("transport");
        var id = request.getParam("sid");
        var error = errorOf(request, transport, id, Trail.of(context));
        if (error != null) {
            Answers.error(response, error);
        } else if ("websocket".equals(transport)) {
            overSocket(request, response, Trail.of(context), id == null ? null : sessions.of(id));
        } else if (id == null) {
            response.setStatusCode(200);
            Answers.text(response, open(request, Trail.of(context)).greeting(false));
        } else {
            overPolling(request, response, sessions.of(id));
        }
    }

    private @Nullable EngineError errorOf(
            HttpServerRequest request, @Nullable String transport, @Nullable String id, Trail trail) {
        boolean overSocket = "websocket".equals(transport);
        if (!overSocket && !"polling".equals(transport)) {
            return EngineError.TRANSPORT_UNKNOWN;
        }
        if (!PROTOCOL.equals(request.getParam("EIO"))) {
            return EngineError.UNSUPPORTED_PROTOCOL;
        }
        if (id != null) {
            return sessions.of(id) == null ? EngineError.SESSION_UNKNOWN : null;
        }
        if (!request.method().equals(HttpMethod.GET)) {
            return EngineError.BAD_HANDSHAKE_METHOD;
        }
        if (overSocket && !isUpgrade(request)) {
            return EngineError.BAD_REQUEST;
        }
        return sessions.isDraining() ? EngineError.GOING_AWAY : sessions.isFull(trail) ? EngineError.TOO_MANY : null;
    }

    private static boolean isUpgrade(HttpServerRequest request) {
        return "websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE));
    }

    private EngineSession open(HttpServerRequest request, Trail trail) {
        return sessions.open(trail, request.getParam("token"));
    }

    private void overSocket(
            HttpServerRequest request, HttpServerResponse response, Trail trail, @Nullable EngineSession known) {
        if (!isUpgrade(request)) {
            Answers.error(response, EngineError.BAD_REQUEST);
            return;
        }
        request.toWebSocket()
                .onSuccess(socket -> {
                    if (known == null) {
                        open(request, trail).begin(socket);
                    } else {
                        // Nothing may be read before its handlers are there.
                        socket.pause();
                        known.run(() -> {
                            known.probe(socket);
                            socket.resume();
                        });
                    }
                })
                .onFailure(failure -> Answers.error(response, EngineError.BAD_REQUEST));
    }

    private void overPolling(HttpServerRequest request, HttpServerResponse response, @Nullable EngineSession session) {
        if (session == null) {
            Answers.error(response, EngineError.SESSION_UNKNOWN);
        } else if (request.method().equals(HttpMethod.GET)) {
            session.run(() -> session.poll(response));
        } else if (request.method().equals(HttpMethod.POST)) {
            request.pause();
            session.run(() -> read(request, response, session));
        } else {
            Answers.error(response, EngineError.BAD_REQUEST);
        }
    }

    /** Reads the body, as long as it is small enough. */
    private void read(HttpServerRequest request, HttpServerResponse response, EngineSession session) {
        if (!session.admitsBody()) {
            Answers.error(response, EngineError.BAD_REQUEST);
            session.drop();
            return;
        }
        var body = Buffer.buffer();
        request.exceptionHandler(broken -> session.run(session::drop));
        request.handler(piece -> {
            if (body.length() + piece.length() <= settings.maxPayload()) {
                body.appendBuffer(piece);
            } else {
                request.handler(rest -> {});
                request.endHandler(ended -> {});
                Answers.error(response.putHeader("Connection", "close"), EngineError.TOO_LARGE);
                session.run(session::drop);
            }
        });
        request.endHandler(ended -> session.run(() -> session.receive(response, body.toString("UTF-8"))));
        request.resume();
    }
}
