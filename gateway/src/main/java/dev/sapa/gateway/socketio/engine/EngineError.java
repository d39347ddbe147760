package dev.sapa.gateway.socketio.engine;

/** What is said about a request that is not followed; the numbers are Engine.IO's own. */
enum EngineError {
    TRANSPORT_UNKNOWN(0, 400, "Transport unknown"),
    SESSION_UNKNOWN(1, 400, "Session ID unknown"),
    BAD_HANDSHAKE_METHOD(2, 400, "Bad handshake method"),
    BAD_REQUEST(3, 400, "Bad request"),
    FORBIDDEN(4, 403, "Forbidden"),
    UNSUPPORTED_PROTOCOL(5, 400, "Unsupported protocol version"),
    TOO_LARGE(3, 413, "Payload too large"),
    TOO_MANY(4, 429, "Too many connections from this address"),
    GOING_AWAY(4, 503, "The server stops: connect again");

    private final int code;
    private final int status;
    private final String text;

    EngineError(int code, int status, String text) {
        this.code = code;
        this.status = status;
        this.text = text;
    }

    int status() {
        return status;
    }

    /** Whether the same request may succeed a little later. */
    boolean isTemporary() {
        return this == TOO_MANY || this == GOING_AWAY;
    }

    String json() {
        return "{\"code\":" + code + ",\"message\":\"" + text + "\"}";
    }
}
