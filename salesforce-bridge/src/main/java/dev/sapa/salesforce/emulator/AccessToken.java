package dev.sapa.salesforce.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * What a client shows to be let in: a JWT, since clients read its expiry.
 *
 * @param lastEvent the newest event when it was given
 */
record AccessToken(UUID id, String orgId, String subject, long lastEvent, Instant expiresAt) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HEADER = encoded("{\"alg\":\"HS256\",\"typ\":\"JWT\"}");

    String signed(byte[] secret, UUID device, UUID channel, Instant now) {
        var claims = JsonNodeFactory.instance
                .objectNode()
                .put("jti", id.toString())
                .put("sub", subject)
                .put("orgId", orgId)
                .put("deviceId", device.toString())
                .put("clientId", UUID.randomUUID().toString())
                .put("clientSessionId", UUID.randomUUID().toString())
                .put("channelAddId", channel.toString())
                .put("lastEventId", Long.toString(lastEvent))
                .put("iat", now.getEpochSecond())
                .put("exp", expiresAt.getEpochSecond());
        var content = HEADER + "." + encoded(claims.toString());
        return content + "." + signature(content, secret);
    }

    /** The org that a token names, to find the secret with which to verify it; null when it is no token. */
    static @Nullable String orgOf(String token) {
        var claims = claims(token);
        return claims == null || claims.path("orgId").asText().isEmpty()
                ? null
                : claims.path("orgId").asText();
    }

    /** What a token says; null when the secret did not sign it. Whether it has expired is not looked at. */
    static @Nullable AccessToken verified(String token, byte[] secret) {
        int end = token.lastIndexOf('.');
        var claims = claims(token);
        if (end < 0
                || claims == null
                || !isSame(signature(token.substring(0, end), secret), token.substring(end + 1))) {
            return null;
        }
        try {
            return new AccessToken(
                    UUID.fromString(claims.path("jti").asText()),
                    claims.path("orgId").asText(),
                    claims.path("sub").asText(),
                    claims.path("lastEventId").asLong(),
                    Instant.ofEpochSecond(claims.path("exp").asLong()));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static @Nullable JsonNode claims(String token) {
        var parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return null;
        }
        try {
            return JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
        } catch (IOException | IllegalArgumentException e) {
            return null;
        }
    }

    private static boolean isSame(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
    }

    private static String signature(String content, byte[] secret) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(content.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HMAC-SHA256", e);
        }
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
