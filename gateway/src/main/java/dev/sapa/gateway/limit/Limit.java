package dev.sapa.gateway.limit;

import java.util.Locale;

/** What is limited, with the buckets of production and of the demo; {@code sapa.limit.bucket.<name>} overrides both. */
public enum Limit {
    /** Starting conversations, by client address. */
    START(new Bucket(10, 10), new Bucket(600, 600)),
    /** Starting conversations, by visitor. */
    VISITOR_START(new Bucket(3, 3), new Bucket(600, 600)),
    /** Logging in and refreshing, by client address. */
    LOGIN(new Bucket(20, 20), new Bucket(300, 300)),
    /** Creating staff users, by client address. */
    REGISTRATION(new Bucket(10, 10), new Bucket(200, 200)),
    /** Sending messages, by conversation. */
    MESSAGE(new Bucket(20, 300), new Bucket(150, 1200)),
    /** Reading a conversation's messages, by conversation. */
    HISTORY(new Bucket(30, 30), new Bucket(600, 6000));

    private final Bucket production;
    private final Bucket demo;

    Limit(Bucket production, Bucket demo) {
        this.production = production;
        this.demo = demo;
    }

    Bucket usual(boolean inDemo) {
        return inDemo ? demo : production;
    }

    /** The name in settings, keys and metrics, for example {@code visitor-start}. */
    String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
