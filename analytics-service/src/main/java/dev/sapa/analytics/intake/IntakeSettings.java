package dev.sapa.analytics.intake;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How events are taken in. */
@ConfigMapping(prefix = "sapa.intake")
interface IntakeSettings {

    /** Most events that one transaction applies. */
    @WithDefault("256")
    int batch();

    /**
     * How long events wait for others to be applied with them, unless a whole batch is there. A transaction costs the same
     * for one event as for many, and no report needs to be fresher.
     */
    @WithDefault("250ms")
    Duration gather();
}
