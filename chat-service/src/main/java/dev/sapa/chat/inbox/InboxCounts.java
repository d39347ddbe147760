package dev.sapa.chat.inbox;

/**
 * How many open conversations the asker may see.
 *
 * @param mine       that the asker has
 * @param mineUnread those of them with something unread
 * @param waiting    that wait for a person
 * @param all        of any kind
 */
record InboxCounts(long mine, long mineUnread, long waiting, long all) {}
