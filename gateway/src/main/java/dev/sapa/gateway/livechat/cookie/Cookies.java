package dev.sapa.gateway.livechat.cookie;

import dev.sapa.gateway.credential.CredentialReader;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** The cookies that browsers keep for the dialect; no script can read them, and no other site can have them sent. */
@ApplicationScoped
public class Cookies {

    public static final String REFRESH_TOKEN = "refresh_token";

    private final LivechatSettings settings;

    Cookies(LivechatSettings settings) {
        this.settings = settings;
    }

    public void keepRefreshToken(RoutingContext http, String token) {
        set(http, REFRESH_TOKEN, token, settings.refreshCookieAge());
    }

    public void forgetRefreshToken(RoutingContext http) {
        set(http, REFRESH_TOKEN, "", Duration.ZERO);
    }

    public void keepSessionToken(RoutingContext http, String token) {
        set(http, CredentialReader.SESSION_COOKIE, token, settings.sessionCookieAge());
    }

    private void set(RoutingContext http, String name, String value, Duration age) {
        http.response()
                .addCookie(Cookie.cookie(name, value)
                        .setPath("/")
                        .setHttpOnly(true)
                        .setSecure(http.request().isSSL() || !settings.plainCookies())
                        .setSameSite(CookieSameSite.STRICT)
                        .setMaxAge(age.toSeconds()));
    }
}
