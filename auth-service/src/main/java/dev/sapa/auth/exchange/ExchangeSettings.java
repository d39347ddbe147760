package dev.sapa.auth.exchange;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Credentials of our own services. */
@ConfigMapping(prefix = "sapa.exchange")
interface ExchangeSettings {

    /** The client secret of every service ({@code SAPA_SERVICE_SECRET}). */
    String serviceSecret();

    /** How far the clock of a company's server that signs requests may be from ours, before or after. */
    @WithDefault("300s")
    Duration signatureWindow();
}
