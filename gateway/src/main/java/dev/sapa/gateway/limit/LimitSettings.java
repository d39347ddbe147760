package dev.sapa.gateway.limit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;

/** Limits on what one client may do. */
@ConfigMapping(prefix = "sapa.limit")
public interface LimitSettings {

    /** Whether the demo's generous limits apply where no setting says otherwise. */
    boolean demo();

    /**
     * Overrides by name: {@code start}, {@code visitor-start}, {@code login}, {@code registration}, {@code message}, {@code history},
     * {@code upload}.
     */
    Map<String, Numbers> bucket();

    /** Open sockets of one client address; 50, in the demo 400. */
    OptionalInt socketsPerAddress();

    /** Open sockets that joined one conversation as its visitor; 5, in the demo 50. */
    OptionalInt socketsPerSession();

    /** How long Redis may take to answer before the local buckets decide. */
    @WithDefault("250ms")
    Duration redisTimeout();

    /** How long the local buckets decide after Redis failed. */
    @WithDefault("1s")
    Duration redisPause();

    /** Other numbers for one limit. */
    interface Numbers {

        /** How many may come at once. */
        int burst();

        /** How many flow back in a minute. */
        int perMinute();
    }
}
