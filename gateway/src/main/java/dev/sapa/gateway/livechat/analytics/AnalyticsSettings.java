package dev.sapa.gateway.livechat.analytics;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.ZoneId;

/** Reports of the livechat dialect. */
@ConfigMapping(prefix = "sapa.livechat.report")
interface AnalyticsSettings {

    /** Where a day of a report begins at midnight, unless the request names another zone. */
    @WithDefault("Asia/Jakarta")
    ZoneId timeZone();
}
