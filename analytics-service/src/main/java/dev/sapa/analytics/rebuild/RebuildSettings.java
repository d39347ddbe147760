package dev.sapa.analytics.rebuild;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** When totals are computed again unasked. */
@ConfigMapping(prefix = "sapa.rebuild")
interface RebuildSettings {

    /** How often companies are looked for that have changed their time zone; {@code off} for never. */
    @WithDefault("30s")
    String followEvery();
}
