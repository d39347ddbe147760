package dev.sapa.analytics.reconcile;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How totals are checked all the time. */
@ConfigMapping(prefix = "sapa.reconcile")
interface ReconcileSettings {

    /** How often; {@code off} for never. */
    @WithDefault("15m")
    String every();

    /** How many days back, today included. */
    @WithDefault("2")
    int days();
}
