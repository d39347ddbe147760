package dev.sapa.chat.search;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How what was said gets found. */
@ConfigMapping(prefix = "sapa.search")
interface SearchSettings {

    /** How often new messages are made findable; a search does so first, too. */
    @WithDefault("5s")
    Duration fillEvery();

    /** Messages that one step makes findable. */
    @WithDefault("5000")
    int step();

    /** How long after a message got its id it may still be committed; longer than any send takes. */
    @WithDefault("45s")
    Duration settle();

    /** How long the database may look. */
    @WithDefault("3s")
    Duration patience();
}
