package dev.sapa.gateway.health;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** Where each service says whether it is ready; a service is ready when one of its replicas is. */
@ConfigMapping(prefix = "sapa.health")
interface HealthSettings {

    List<URI> authUrl();

    List<URI> chatUrl();

    List<URI> routingUrl();

    List<URI> analyticsUrl();

    List<URI> salesforceUrl();

    /** How long a service may take to say so. */
    @WithDefault("1s")
    Duration timeout();

    /** How long an answer of {@code /health} is good for. */
    @WithDefault("1s")
    Duration age();
}
