package dev.sapa.gateway.web;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The web front ends. */
@ConfigMapping(prefix = "sapa.web")
interface WebSettings {

    /** Folder on the class path in which they lie. */
    @WithDefault("web")
    String folder();
}
