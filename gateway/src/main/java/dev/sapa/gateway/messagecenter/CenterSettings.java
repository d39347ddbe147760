package dev.sapa.gateway.messagecenter;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.ZoneId;
import java.util.Optional;

/** The message centre's clients. */
@ConfigMapping(prefix = "sapa.messagecenter")
public interface CenterSettings {

    /** Where the clock hangs that times are shown by. */
    @WithDefault("Asia/Jakarta")
    ZoneId zone();

    /** What {@code X-Webhook-Token} must say; without it nothing is let in outside the demo. */
    Optional<String> webhookToken();

    /** Whether a webhook call without a token is let in. */
    boolean demo();
}
