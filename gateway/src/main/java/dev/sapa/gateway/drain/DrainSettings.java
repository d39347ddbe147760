package dev.sapa.gateway.drain;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How fast sockets are sent away. */
@ConfigMapping(prefix = "sapa.drain")
interface DrainSettings {

    /** Over how long the sockets are told and closed; shorter than the shutdown delay. */
    @WithDefault("1500ms")
    Duration duration();

    /** In how many slices. */
    @WithDefault("10")
    int slices();

    /** Clients are told to wait up to this long before they reconnect, each another time. */
    @WithDefault("2s")
    Duration reconnectSpread();
}
