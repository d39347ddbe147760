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
    /** Somebody of the company wrote down what the visitor had said elsewhere. */
    WRITTEN_DOWN,
    TRANSFERRED,
    /** Its bot, or whoever served it elsewhere, gave it to the people. */
    HANDED_OVER,
    RETURNED,
    CONTACT_ADDED,
    LINKED,
    TAGGED,
    UNTAGGED,
    RATED,
    RESPONDER_CHANGED,
    MESSAGE_EDITED,
    MESSAGE_DELETED,
    /** Taken off every list. */
    REMOVED,
    /** The visitor was told that its silence ends the conversation. */
    WARNED,
    CLOSED;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
