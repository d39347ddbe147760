package dev.sapa.auth.demo;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** What the demo companies sign with. */
@ConfigMapping(prefix = "sapa.seed")
interface DemoSettings {

    /** Secret of the demo companies' own visitor tokens ({@code JWT_SECRET}); without it they sign none. */
    Optional<String> visitorSecret();
}
