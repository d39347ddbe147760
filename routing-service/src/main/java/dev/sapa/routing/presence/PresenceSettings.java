package dev.sapa.routing.presence;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long an agent counts as live without a sign of life, and how long its work waits for its return. */
@ConfigMapping(prefix = "sapa.routing.presence")
public interface PresenceSettings {

    /** How often a gateway vouches for its open sockets. */
    @WithDefault("20s")
    Duration beat();

    /** How many beats a socket may miss; with the default a silent one stops counting after 50 s. */
    @WithDefault("2.5")
    double beats();

    /** How long a heartbeat over HTTP vouches for an agent. */
    @WithDefault("5m")
    Duration heartbeat();

    /** How long the conversations of an agent that is no longer live wait for it before they go back to the queue. */
    @WithDefault("45s")
    Duration grace();

    /** Age from which a socket without a beat no longer vouches for its agent. */
    default Duration lease() {
        return Duration.ofMillis(Math.round(beat().toMillis() * beats()));
    }
}
