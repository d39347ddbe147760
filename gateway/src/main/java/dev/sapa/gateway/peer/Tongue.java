package dev.sapa.gateway.peer;

import org.jspecify.annotations.Nullable;

/** How the frames of one socket are worded. */
public interface Tongue {

    /** The frames of the socket protocol as they are. */
    Tongue NATIVE = new Tongue() {};

    /** The frame as its client knows it; null when it knows none such. */
    default @Nullable String outgoing(String frame) {
        return frame;
    }

    /** The client's frame in the words of the socket protocol. */
    default String incoming(String frame) {
        return frame;
    }

    /** Whether the client is told, too, that it types. */
    default boolean hearsItselfType() {
        return false;
    }

    /** What a visitor's client calls its user; empty when it does not say. It proves nothing. */
    default String userId() {
        return "";
    }
}
