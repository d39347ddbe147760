package dev.sapa.auth.link;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;

/** Where people find the installation. */
@ConfigMapping(prefix = "sapa.link")
interface LinkSettings {

    /** Address of the installation as browsers reach it ({@code SAPA_PUBLIC_URL}). */
    @WithDefault("http://localhost:8080")
    URI publicUrl();
}
