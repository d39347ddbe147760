package dev.sapa.salesforce.vendor;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/** The customer identity token: a company's word, signed, for who a visitor is. */
final class IdentityToken {

    /** Clocks differ; a token from the future is refused. */
    private static final Duration BEFORE = Duration.ofSeconds(30);

    private static final Duration GOOD_FOR = Duration.ofMinutes(5);

    private IdentityToken() {}

    static String of(Org org, String subject, Instant now) {
        var header = new JsonObject().put("alg", "RS256").put("typ", "JWT").put("kid", org.kid());
        var issued = now.minus(BEFORE).getEpochSecond();
        var claims = new JsonObject()
                .put("iss", org.issuer())
                .put("sub", subject)
                .put("aud", org.audience())
                .put("iat", issued)
                .put("nbf", issued)
                .put("exp", now.plus(GOOD_FOR).getEpochSecond());
        var content = part(header) + "." + part(claims);
        return content + "." + text(org.key().sign(content.getBytes(StandardCharsets.US_ASCII)));
    }

    private static String part(JsonObject json) {
        return text(json.encode().getBytes(StandardCharsets.UTF_8));
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
