package dev.sapa.chat.conversation;

/** The two sides of a conversation, each with a read horizon of its own. */
public enum Side {
    VISITOR,
    STAFF
}
