package dev.sapa.gateway.limit;

import java.util.Locale;

/** What is limited: burst and flow per minute in production, then in the demo; {@code sapa.limit.bucket.<name>} overrides both. */
public enum Limit {
    /** Starting conversations, by client address. */
    START(10, 10, 600, 600),
    /** Starting conversations, by visitor. */
    VISITOR_START(3, 3, 600, 600),
    /** Logging in and refreshing, by client address. */
    LOGIN(20, 20, 300, 300),
    /** Creating staff users, by client address. */
    REGISTRATION(10, 10, 200, 200),
    /** Sending messages, by conversation. */
    MESSAGE(20, 300, 150, 1200),
    /** Reading a conversation's messages, by conversation. */
    HISTORY(30, 30, 600, 6000),
    /** Uploading files, by client address. */
    UPLOAD(10, 10, 200, 600);

    private final int burst;
    private final int perMinute;
    private final int demoBurst;
    private final int demoPerMinute;

    Limit(int burst, int perMinute, int demoBurst, int demoPerMinute) {
        this.burst = burst;
        this.perMinute = perMinute;
        this.demoBurst = demoBurst;
        this.demoPerMinute = demoPerMinute;
    }

    Bucket usual(boolean inDemo) {
        return inDemo ? new Bucket(demoBurst, demoPerMinute) : new Bucket(burst, perMinute);
    }

    /** The name in settings, keys and metrics, for example {@code visitor-start}. */
    String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
