package dev.sapa.routing.chat;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** Where chat-service is, and who we are to it. */
@ConfigMapping(prefix = "sapa.routing.chat")
interface ChatSettings {

    /** Base URLs of chat-service's replicas. */
    List<URI> urls();

    /** Base URLs of auth-service's replicas, for our own token. */
    List<URI> authUrls();

    /** Our name at auth-service. */
    @WithDefault("routing-service")
    String clientId();

    /** Our secret at auth-service. */
    String clientSecret();

    /** How long a caller waits for chat-service, token included. */
    @WithDefault("2s")
    Duration patience();
}
