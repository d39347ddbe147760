package dev.sapa.routing.offer;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What follows when an agent does not take a conversation. */
@ConfigMapping(prefix = "sapa.routing.offer")
public interface OfferSettings {

    /**
     * How long a conversation is kept from an agent that declined it, let the offer lapse or passed it on. Others are
     * asked meanwhile; when nobody else took it until then, all may be asked again.
     */
    @WithDefault("60s")
    Duration exclusion();
}
