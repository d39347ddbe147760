package dev.sapa.chat.log;

import java.util.Locale;

/** What can be done with a conversation; written in lower case. */
public enum Action {
    STARTED,
    /** Routing put it into a queue. */
    QUEUED,
    ASSIGNED,
    AUTO_ASSIGNED,
    CLAIMED,
    /** An agent said its first word. */
    RESPONSE,
    TRANSFERRED,
    /** Its bot, or whoever served it elsewhere, gave it to the people. */
    HANDED_OVER,
    RETURNED,
    CONTACT_ADDED,
    LINKED,
    TAGGED,
    UNTAGGED,
    RATED,
    /** The visitor was told that its silence ends the conversation. */
    WARNED,
    CLOSED;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
