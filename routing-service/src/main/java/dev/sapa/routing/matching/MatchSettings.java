package dev.sapa.routing.matching;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How automatic assignment works. */
@ConfigMapping(prefix = "sapa.routing.matching")
interface MatchSettings {

    /** Most conversations that one transaction assigns; more are assigned by further ones at once. */
    @WithDefault("500")
    int batch();
}
