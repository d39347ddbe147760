package dev.sapa.chat.conversation;

import dev.sapa.events.Conversation.Priority;
import dev.sapa.events.Conversation.Responder;
import dev.sapa.events.Conversation.Status;
import dev.sapa.events.Desk;
import java.util.Locale;

/** Reads the constants as they are written: names in lower case. */
final class Wire {

    private Wire() {}

    static Status status(String text) {
        return Status.valueOf(text.toUpperCase(Locale.ROOT));
    }

    static Responder responder(String text) {
        return Responder.valueOf(text.toUpperCase(Locale.ROOT));
    }

    static Desk desk(String text) {
        return Desk.valueOf(text.toUpperCase(Locale.ROOT));
    }

    static Priority priority(String text) {
        return Priority.valueOf(text.toUpperCase(Locale.ROOT));
    }
}
