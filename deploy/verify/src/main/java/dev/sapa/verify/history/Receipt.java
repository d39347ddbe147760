package dev.sapa.verify.history;

/**
 * One message as it arrived at a receiver, in order of arrival.
 *
 * @param receiver the application that got it, over however many connections
 * @param at       monotonic nanoseconds of arrival
 */
public record Receipt(String receiver, String session, long seq, String messageId, String text, long at) {}
