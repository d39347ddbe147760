package dev.sapa.chat.demo;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Whether this is a demonstration. */
@ConfigMapping(prefix = "sapa.demo")
interface DemoSettings {

    /** In a demonstration the well-known passwords are fine; off everywhere else. */
    @WithDefault("false")
    boolean enabled();
}
