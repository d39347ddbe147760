package dev.sapa.chat.carriage;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Messages that providers carry. */
@ConfigMapping(prefix = "sapa.carriage")
interface CarriageSettings {

    /** How often it is looked for what has to go out or was left behind. */
    @WithDefault("500ms")
    Duration checkEvery();

    /** Messages that one replica sends at the same time. */
    @WithDefault("16")
    int atOnce();

    /** Messages of one account that are sent at the same time, so that a dead provider holds up nobody else's. */
    @WithDefault("4")
    int atOncePerAccount();

    /** The first pause after a failed attempt; it doubles with each further one. */
    @WithDefault("2s")
    Duration backOff();

    @WithDefault("5m")
    Duration backOffAtMost();

    /** When an undelivered message is given up. */
    @WithDefault("12")
    int attempts();

    /** How many times a file that a customer sent is asked for before its message comes without it. */
    @WithDefault("4")
    int fetches();

    /** When an attempt that nobody finished counts as one of a dead process. Must be longer than any attempt. */
    @WithDefault("90s")
    Duration lostAfter();

    /** How long the provider's own word is waited for when nobody knows whether a message went out. */
    @WithDefault("30s")
    Duration unsureFor();

    /** How long providers' ids are remembered, by which repeats and answers are known. */
    @WithDefault("90d")
    Duration remember();
}
