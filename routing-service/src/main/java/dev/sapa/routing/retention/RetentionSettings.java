package dev.sapa.routing.retention;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long the record of who had what, and why, is kept. */
@ConfigMapping(prefix = "sapa.routing.retention")
interface RetentionSettings {

    /** Age from which ended assignments and offers, and reasons, are deleted; open assignments keep theirs. */
    @WithDefault("90d")
    Duration age();

    /** Most rows that one statement deletes; more are deleted by further ones. */
    @WithDefault("1000")
    int batch();
}
