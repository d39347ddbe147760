package dev.sapa.verify.history;

/**
 * A receiver's standing in a conversation that it stayed in to the end: it must have got everything after {@code after}.
 *
 * @param after the last {@code seq} that the receiver knew when it first joined
 */
public record Watch(String receiver, String session, long after) {}
