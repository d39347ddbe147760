package dev.sapa.gateway.livechat.cookie;

import dev.sapa.gateway.credential.CredentialReader;
import io.vertx.core.http.HttpHeaders;
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

    /** Over TLS only, also in the demo: seed 002's consoles send it nowhere but in bodies. */
    public void keepRefreshToken(RoutingContext http, String token) {
        set(http, REFRESH_TOKEN, token, settings.refreshCookieAge(), true);
    }

    public void forgetRefreshToken(RoutingContext http) {
        set(http, REFRESH_TOKEN, "", Duration.ZERO, true);
    }

    public void keepSessionToken(RoutingContext http, String token) {
        var secure = http.request().isSSL() || !settings.plainCookies();
        set(http, CredentialReader.SESSION_COOKIE, token, settings.sessionCookieAge(), secure);
    }

    /** Written out, because clients that compare text look for the RFC's {@code HttpOnly}. */
    private static void set(RoutingContext http, String name, String value, Duration age, boolean secure) {
        var cookie = "%s=%s; Max-Age=%d; Path=/; HttpOnly; SameSite=Strict%s"
                .formatted(name, value, age.toSeconds(), secure ? "; Secure" : "");
        http.response().headers().add(HttpHeaders.SET_COOKIE, cookie);
    }
}
