package dev.sapa.auth.apikey;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How keys change. */
@ConfigMapping(prefix = "sapa.apikey")
interface ApiKeySettings {

    /** How long the secret before the newest still works. */
    @WithDefault("24h")
    Duration overlap();
}
