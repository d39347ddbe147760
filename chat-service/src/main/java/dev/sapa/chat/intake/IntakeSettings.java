package dev.sapa.chat.intake;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Starting conversations. */
@ConfigMapping(prefix = "sapa.intake")
interface IntakeSettings {

    /** How long the first answer to an Idempotency-Key is remembered. */
    @WithDefault("24h")
    Duration rememberStarts();

    /** How often a start is tried anew when another one creates the same visitor at the same moment. */
    @WithDefault("5")
    int attempts();
}
