package dev.sapa.chat.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long credentials are good for. */
@ConfigMapping(prefix = "sapa.access")
interface AccessSettings {

    /** Life of the session token that a start answers. */
    @WithDefault("P7D")
    Duration sessionTokenLife();

    /** Life of the session token given for a bare conversation id, where the company allows that. */
    @WithDefault("60s")
    Duration openAccessLife();

    /** How often the signing keys are read again, to learn of rotations by other replicas. */
    @WithDefault("60s")
    Duration keyRefresh();

    /** The shortest time between two readings that tokens with an unknown key cause. */
    @WithDefault("1s")
    Duration keyRefreshPause();

    /** How long a verified access token is trusted without verifying it again; never beyond its own expiry. */
    @WithDefault("30s")
    Duration verifiedFor();

    /** How many verified access tokens are remembered. */
    @WithDefault("20000")
    int verifiedAtMost();
}
