package dev.sapa.chat.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A capability in writing: {@code lcs_<kid>_<payload>_<mac>}, the latter two in base64url, the MAC an HMAC-SHA256 over
 * everything before it.
 *
 * @param value     what the client sends as bearer token
 * @param expiresAt from then on it is refused
 */
public record SessionToken(String value, Instant expiresAt) {

    static final String PREFIX = "lcs_";
    private static final Pattern FORM = Pattern.compile("lcs_([0-9a-f]{8})_([A-Za-z0-9_-]{75})_([A-Za-z0-9_-]{43})");
    private static final int MAC_LENGTH = 43;

    @Override
    public String toString() {
        return PREFIX + "…"; // it must not get into a log by accident
    }

    static SessionToken of(Capability capability, CapabilityKey key) {
        var signed = PREFIX + key.kid() + "_" + text(capability.encoded());
        return new SessionToken(signed + "_" + text(mac(key, signed)), capability.expiresAt());
    }

    /** The id of the key that is said to have signed it; null when this is no session token at all. */
    static @Nullable String kid(String token) {
        var matcher = FORM.matcher(token);
        return matcher.matches() ? matcher.group(1) : null;
    }

    /** What the token grants; null when the key did not sign it. The form has been checked by {@link #kid}. */
    static @Nullable Capability verified(String token, CapabilityKey key) {
        var end = token.length() - MAC_LENGTH - 1;
        var expected = text(mac(key, token.substring(0, end)));
        if (!MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.US_ASCII),
                token.substring(end + 1).getBytes(StandardCharsets.US_ASCII))) {
            return null;
        }
        var payload = token.substring(PREFIX.length() + key.kid().length() + 1, end);
        return Capability.decoded(Base64.getUrlDecoder().decode(payload));
    }

    private static byte[] mac(CapabilityKey key, String signed) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.secret(), "HmacSHA256"));
            return mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", e);
        }
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
