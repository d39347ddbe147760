package dev.sapa.auth.session;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long log-ins last. */
@ConfigMapping(prefix = "sapa.session")
interface SessionSettings {

    /** A refresh token not used for this long is worthless ({@code JWT_REFRESH_TOKEN_DURATION}). */
    @WithDefault("168h")
    Duration refreshDuration();

    /** Age at which a log-in ends however often it was refreshed (RFC 9700 leaves the number to us). */
    @WithDefault("P30D")
    Duration longest();

    /** How long a spent refresh token still gets its successor, for a client that lost the answer. */
    @WithDefault("10s")
    Duration grace();
}
