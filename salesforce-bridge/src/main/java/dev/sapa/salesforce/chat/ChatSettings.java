package dev.sapa.salesforce.chat;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** Where chat-service is, and who we are to it. */
@ConfigMapping(prefix = "sapa.salesforce.chat")
interface ChatSettings {

    /** Base URLs of chat-service's replicas. */
    List<String> urls();

    /** Base URLs of auth-service's replicas, for our own token. */
    List<String> authUrls();

    /** Our name at auth-service; chat-service takes the words of a desk from nobody else. */
    @WithDefault("salesforce-bridge")
    String clientId();

    /** Our secret at auth-service. */
    String clientSecret();

    /** How long an answer may take. */
    @WithDefault("5s")
    Duration patience();
}
