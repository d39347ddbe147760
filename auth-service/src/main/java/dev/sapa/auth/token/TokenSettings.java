package dev.sapa.auth.token;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Life times of tokens and of the keys that sign them. */
@ConfigMapping(prefix = "sapa.token")
interface TokenSettings {

    /** How long an access token is good ({@code JWT_ACCESS_TOKEN_DURATION}). */
    @WithDefault("15m")
    Duration accessDuration();

    /** How long a token is good that was traded for a foreign credential. */
    @WithDefault("60s")
    Duration exchangedDuration();

    /** How long a new key stands in the key set before it signs; longer than any verifier keeps the set. */
    @WithDefault("5m")
    Duration publishLead();

    /** How far the clocks of the machines may be apart. */
    @WithDefault("60s")
    Duration leeway();
}
