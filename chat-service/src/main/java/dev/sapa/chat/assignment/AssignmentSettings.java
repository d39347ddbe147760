package dev.sapa.chat.assignment;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** Where routing-service is, to claim conversations for agents who answer first. */
@ConfigMapping(prefix = "sapa.assignment")
interface AssignmentSettings {

    /** Base addresses of the replicas; the next one is asked when one does not answer. */
    List<URI> routingUrls();

    @WithDefault("500ms")
    Duration connectTimeout();

    /** Routing itself waits 2 s for us at most. */
    @WithDefault("3s")
    Duration readTimeout();
}
