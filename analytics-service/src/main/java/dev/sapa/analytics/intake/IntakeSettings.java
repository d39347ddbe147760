package dev.sapa.analytics.intake;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How events are taken in. */
@ConfigMapping(prefix = "sapa.intake")
interface IntakeSettings {

    /** Most events that one transaction applies. */
    @WithDefault("256")
    int batch();
}
