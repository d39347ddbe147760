package dev.sapa.salesforce.vault;

import io.smallrye.config.ConfigMapping;

/** How stored secrets are sealed. */
@ConfigMapping(prefix = "sapa.vault")
interface VaultSettings {

    /** The text that every sealing key comes from ({@code SAPA_KEY_SECRET}); what it sealed is lost with it. */
    String secret();
}
