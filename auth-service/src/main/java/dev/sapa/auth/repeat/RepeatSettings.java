package dev.sapa.auth.repeat;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long repeats are known. */
@ConfigMapping(prefix = "sapa.repeat")
interface RepeatSettings {

    /** A create sent again after that is a new one. */
    @WithDefault("24h")
    Duration remember();
}
