package dev.sapa.gateway.livechat.cookie;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Cookies of the livechat dialect. */
@ConfigMapping(prefix = "sapa.livechat")
interface LivechatSettings {

    /** Whether visitors' cookies may be set for plain HTTP, without {@code Secure}: for the demo only, without TLS. */
    boolean plainCookies();

    /** How long a browser keeps the refresh token. */
    @WithDefault("168h")
    Duration refreshCookieAge();

    /** How long a browser keeps a visitor's session token at most; chat-service decides how long it is good. */
    @WithDefault("24h")
    Duration sessionCookieAge();
}
