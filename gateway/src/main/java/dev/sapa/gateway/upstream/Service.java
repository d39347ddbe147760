package dev.sapa.gateway.upstream;

import java.util.Locale;

/** The services behind the gateway. */
public enum Service {
    AUTH,
    CHAT,
    ROUTING,
    ANALYTICS,
    SALESFORCE;

    /** The service's name in paths and in {@code /health}, for example {@code chat}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
