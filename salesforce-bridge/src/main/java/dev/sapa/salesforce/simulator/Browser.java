package dev.sapa.salesforce.simulator;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who asks: a browser by its cookie, which it gets with the first page. Programs without cookies, such as curl, are told
 * apart by address and name, so that what one call reaches is there for its next.
 *
 * @param hash of what tells it from others
 */
record Browser(Buffer hash) {

    private static final String COOKIE = "sapa_simulator";
    private static final Pattern WORDED = Pattern.compile("[A-Za-z0-9_-]{22}");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 16;
    private static final int A_WEEK = 7 * 24 * 3600;

    /** Sets the cookie where a browser comes without one. */
    static Browser of(HttpServerRequest request) {
        var known = known(request);
        if (known == null && request.getHeader("Sec-Fetch-Site") == null) {
            return new Browser(sha256("program " + address(request) + " " + request.getHeader("User-Agent")));
        }
        return known == null ? welcomed(request) : known;
    }

    /** For pages: whoever loads one and keeps cookies is a browser. */
    static Browser welcomed(HttpServerRequest request) {
        var known = known(request);
        if (known != null) {
            return known;
        }
        var random = new byte[BYTES];
        RANDOM.nextBytes(random);
        var id = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        request.response()
                .addCookie(Cookie.cookie(COOKIE, id)
                        .setPath("/")
                        .setHttpOnly(true)
                        .setSameSite(CookieSameSite.STRICT)
                        .setMaxAge(A_WEEK));
        return new Browser(sha256("browser " + id));
    }

    /** Where the caller is, as far as the gateway says it. */
    static String address(HttpServerRequest request) {
        var forwarded = request.getHeader("X-Forwarded-For");
        if (forwarded != null) {
            return forwarded.split(",", 2)[0].trim();
        }
        var remote = request.remoteAddress();
        return remote == null ? "" : String.valueOf(remote.hostAddress());
    }

    private static @Nullable Browser known(HttpServerRequest request) {
        var cookie = request.getCookie(COOKIE);
        return cookie == null || !WORDED.matcher(cookie.getValue()).matches()
                ? null
                : new Browser(sha256("browser " + cookie.getValue()));
    }

    private static Buffer sha256(String text) {
        try {
            return Buffer.buffer(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
