package dev.sapa.chat.message;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The send path. */
@ConfigMapping(prefix = "sapa.message")
interface MessageSettings {

    /** Transactions of many messages that run at a time; a conversation always belongs to one of these lanes. */
    @WithDefault("2")
    int lanes();

    /** Messages in one transaction at most. */
    @WithDefault("256")
    int batch();

    /** Messages that may wait or be under way; further ones are refused with 503. */
    @WithDefault("5000")
    int backlog();

    /** Conversations per lane that may wait for a lock in a transaction of their own at the same time. */
    @WithDefault("3")
    int detours();

    /** How long such a transaction waits for its lock. */
    @WithDefault("3s")
    Duration lockTimeout();

    /** After this a sender is told with 503 that the fate of its message is not known; it may send the same again. */
    @WithDefault("5s")
    Duration answerWithin();

    /** A transaction that takes longer is given up, so that a database that vanished does not hold a lane for ever. */
    @WithDefault("30s")
    Duration stuckAfter();
}
