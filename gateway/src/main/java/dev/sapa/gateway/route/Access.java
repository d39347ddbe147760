package dev.sapa.gateway.route;

/** Who gets through to a route; the service behind it decides the rest. */
enum Access {
    /** Anybody. */
    PUBLIC,
    /** A signed-in staff user, or whoever holds a session token. */
    CREDENTIAL,
    /** Any signed-in staff user. */
    STAFF,
    /** Supervisors, administrators and operators. */
    OVERSEER,
    /** Administrators and operators. */
    ADMIN,
    /** Operators. */
    OPERATOR
}
