package dev.sapa.routing.estimate;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** From what waits are estimated. */
@ConfigMapping(prefix = "sapa.routing.estimate")
interface EstimateSettings {

    /** How far back assignments count: one of this age weighs a third of one made now. */
    @WithDefault("15m")
    Duration window();

    /** How far back conversations count for the time one takes an agent. */
    @WithDefault("24h")
    Duration handling();

    /** How long a department's pace is kept before it is computed anew, however many visitors ask. */
    @WithDefault("5s")
    Duration keep();
}
