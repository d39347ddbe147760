package dev.sapa.chat.silence;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Visitors who fall silent, in companies that have not decided otherwise. */
@ConfigMapping(prefix = "sapa.silence")
interface SilenceSettings {

    /** How long after an agent's last word a silent visitor is warned, in whole seconds; zero: never. */
    @WithDefault("10m")
    Duration warnAfter();

    /** How long after an agent's last word the conversation of a silent visitor is closed; zero: never. */
    @WithDefault("15m")
    Duration closeAfter();

    /** How often every replica looks for silent visitors. */
    @WithDefault("5s")
    Duration checkEvery();

    /** What a silent visitor is told. */
    @WithDefault("Are you still there? This conversation will end soon if you say nothing more.")
    String warning();
}
