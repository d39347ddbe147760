package dev.sapa.gateway.peer;

import java.util.Locale;

/** Which side of a conversation a socket is on. */
public enum Side {
    CUSTOMER,
    AGENT;

    /** The name in frames. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The side of a message's or reader's author as services name it: {@code visitor} or one of the company's. */
    public static Side ofAuthor(String author) {
        return "visitor".equals(author) ? CUSTOMER : AGENT;
    }
}
