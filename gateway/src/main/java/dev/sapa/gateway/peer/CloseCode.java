package dev.sapa.gateway.peer;

/** Why the gateway closes a socket. */
public enum CloseCode {
    /** The gateway is shutting down: come back after a moment. */
    GOING_AWAY(1001),
    /** The client reads too slowly: come back and resume. */
    TRY_AGAIN(1013),
    /** The credential was refused, has expired or was revoked. */
    CREDENTIAL(4401),
    /** Known, and not permitted. */
    FORBIDDEN(4403),
    /** Nothing was heard from the client for too long. */
    SILENT(4408),
    /** Too many sockets. */
    TOO_MANY(4429);

    private final int number;

    CloseCode(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
