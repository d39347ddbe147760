package dev.sapa.chat.provider;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Accounts with providers. */
@ConfigMapping(prefix = "sapa.provider")
public interface ProviderSettings {

    /** The text that the key for accounts' secrets comes from ({@code SAPA_KEY_SECRET}); without it there are no accounts. */
    Optional<String> secret();

    /** Whether providers may be on this machine or in a private network, and without TLS; for local runs and tests. */
    @WithDefault("false")
    boolean local();

    /** Where customers and providers reach the suite. */
    @WithDefault("http://localhost:8080")
    String publicUrl();

    /** How long a provider may take for an answer. */
    @WithDefault("15s")
    Duration timeout();
}
