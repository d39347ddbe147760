package dev.sapa.auth.exchange;

import io.smallrye.config.ConfigMapping;

/** Credentials of our own services. */
@ConfigMapping(prefix = "sapa.exchange")
interface ExchangeSettings {

    /** The client secret of every service ({@code SAPA_SERVICE_SECRET}). */
    String serviceSecret();
}
