package dev.sapa.routing.hours;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What visitors hear where a department has no words of its own. */
@ConfigMapping(prefix = "sapa.routing.hours")
interface HoursSettings {

    /** Told to whoever comes while the department is closed. */
    @WithDefault("We are closed at the moment. Your message is kept, and we answer it when we are open again.")
    String closedText();
}
