package dev.sapa.auth.token;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.math.BigInteger;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.ResponseHeader;

/** The public halves of the keys, as RFC 7517 wants them. */
@Path("/.well-known/jwks.json")
@PermitAll
class JwksResource {

    private final KeyRegistry keys;
    private final Clock clock;

    JwksResource(KeyRegistry keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    @GET
    @ResponseHeader(name = "Cache-Control", value = "public, max-age=60")
    public Map<String, List<Map<String, String>>> keys() {
        var published = keys.current().published(clock.instant());
        return Map.of("keys", published.stream().map(JwksResource::jwk).toList());
    }

    private static Map<String, String> jwk(KeyPair key) {
        return Map.of(
                "kty",
                "RSA",
                "use",
                "sig",
                "alg",
                "RS256",
                "kid",
                key.id(),
                "n",
                unsigned(key.publicKey().getModulus()),
                "e",
                unsigned(key.publicKey().getPublicExponent()));
    }

    /** Big-endian without the sign byte (RFC 7518, section 6.3.1). */
    private static String unsigned(BigInteger value) {
        byte[] bytes = value.toByteArray();
        byte[] magnitude = bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(magnitude);
    }
}
