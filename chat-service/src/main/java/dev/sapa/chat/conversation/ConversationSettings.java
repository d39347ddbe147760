package dev.sapa.chat.conversation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Limits of conversations. */
@ConfigMapping(prefix = "sapa.conversation")
interface ConversationSettings {

    /** How long after the close a session token still reads. */
    @WithDefault("15m")
    Duration readableAfterClose();
}
