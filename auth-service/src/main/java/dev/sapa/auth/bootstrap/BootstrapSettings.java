package dev.sapa.auth.bootstrap;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Who becomes the first operator. */
@ConfigMapping(prefix = "sapa.bootstrap")
interface BootstrapSettings {

    /** E-mail address of the first operator ({@code SAPA_BOOTSTRAP_EMAIL}); without it nobody is invited. */
    Optional<String> email();

    /** How long the one-time token is good. */
    @WithDefault("24h")
    Duration validity();

    /** Slug of the installation's first company, which operators belong to ({@code SAPA_DEFAULT_COMPANY}). */
    @WithDefault("main")
    String company();
}
