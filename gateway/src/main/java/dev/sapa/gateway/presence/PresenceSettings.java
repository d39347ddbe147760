package dev.sapa.gateway.presence;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How routing-service is kept told. */
@ConfigMapping(prefix = "sapa.presence")
interface PresenceSettings {

    /** Time between beats that vouch for all open staff sockets. */
    @WithDefault("20s")
    Duration beat();

    /** Pause before what routing-service did not take is told again. */
    @WithDefault("1s")
    Duration retry();

    /** Sockets in one beat. */
    @WithDefault("1000")
    int batch();
}
