package dev.sapa.salesforce.demo;

import io.smallrye.config.ConfigMapping;

/** Whether this is the demonstration, and the secrets it must not share with a production. */
@ConfigMapping(prefix = "sapa.demo")
interface DemoSettings {

    /** Accepts demo secrets; off everywhere but in the local run ({@code SAPA_DEMO}). */
    boolean enabled();

    /** As given by {@code SAPA_DB_PASSWORD}. */
    String dbPassword();

    /** As given by {@code SAPA_DB_OWNER_PASSWORD}. */
    String dbOwnerPassword();

    /** As given by {@code SAPA_SERVICE_SECRET}. */
    String serviceSecret();

    /** As given by {@code SAPA_KEY_SECRET}. */
    String keySecret();
}
