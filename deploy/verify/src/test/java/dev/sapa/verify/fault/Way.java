package dev.sapa.verify.fault;

/** The two directions of a connection. */
enum Way {
    TO_SERVER,
    TO_CLIENT
}
