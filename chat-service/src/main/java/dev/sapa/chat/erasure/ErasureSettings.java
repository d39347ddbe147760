package dev.sapa.chat.erasure;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** How visitors, and what is too old, are forgotten. */
@ConfigMapping(prefix = "sapa.erasure")
interface ErasureSettings {

    /** How often every replica looks for visitors to forget. */
    @WithDefault("1s")
    Duration lookEvery();

    /** Services that keep something of conversations and say when they have forgotten it. */
    @WithDefault("routing,analytics")
    List<String> services();

    /** How long Kafka keeps what was said: as long as {@code sapa.relay.retention} says. */
    @WithDefault("7d")
    Duration eventsStay();

    /** How often a company's old conversations are removed; one replica does it. */
    @WithDefault("10m")
    Duration sweepEvery();

    /** Conversations, or rows, that are removed in one go. */
    @WithDefault("200")
    int batch();

    /** How long the row of a conversation outlives what was in it, so that late words of routing find it. */
    @WithDefault("1d")
    Duration rowsStay();

    /** How long providers' message ids, and what bots were told, are kept. */
    @WithDefault("30d")
    Duration tracesStay();
}
