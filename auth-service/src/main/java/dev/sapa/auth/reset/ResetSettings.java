package dev.sapa.auth.reset;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How links for a new password behave. */
@ConfigMapping(prefix = "sapa.reset")
interface ResetSettings {

    /** How long a link is good. */
    @WithDefault("30m")
    Duration validity();

    /** Links of one person that may be good at the same time; while there are so many, none is mailed. */
    @WithDefault("3")
    int open();

    /** After that time another replica may try to mail what this one took upon itself. */
    @WithDefault("1m")
    Duration retryAfter();

    /** How often mailing one link is tried. */
    @WithDefault("5")
    int tries();
}
