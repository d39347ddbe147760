package dev.sapa.bench.subject;

import dev.sapa.bench.load.Chat;

/**
 * Conversations whose listening side loses its connection again and again and comes back by itself, as the protocol's own
 * client does; the speaking side keeps its connection.
 */
public interface Audience extends Chat, AutoCloseable {

    /** Cuts the listener's connection, if it has one; for any thread. */
    void cut(int conversation);

    /** How many listeners are connected and have joined. */
    int present();

    /** How often a listener was shown a message out of order. */
    int disorders();

    @Override
    void close();
}
