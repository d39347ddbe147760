package dev.sapa.gateway.credential;

import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The headers of a signed request.
 *
 * @param keyId     which key signed, {@code X-Sapa-Key}
 * @param timestamp seconds since 1970, {@code X-Sapa-Timestamp}
 * @param nonce     1 to 64 characters, {@code X-Sapa-Nonce}
 * @param signature {@code v1=} and 64 hexadecimal digits, {@code X-Sapa-Signature}
 */
record SignatureHeaders(String keyId, String timestamp, String nonce, String signature) {

    private static final String KEY = "X-Sapa-Key";
    private static final String TIMESTAMP = "X-Sapa-Timestamp";
    private static final String NONCE = "X-Sapa-Nonce";
    private static final String SIGNATURE = "X-Sapa-Signature";
    private static final List<String> ALL = List.of(KEY, TIMESTAMP, NONCE, SIGNATURE);
    private static final Pattern NONCE_FORM = Pattern.compile("[\\x21-\\x7E]{1,64}");
    private static final Pattern KEY_FORM = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    /** Whether the request claims to be signed. */
    static boolean areIn(MultiMap headers) {
        return headers.contains(KEY) || headers.contains(SIGNATURE);
    }

    /** Empty unless each is there once and key and nonce have their form; auth-service looks at the rest. */
    static Optional<SignatureHeaders> of(MultiMap headers) {
        boolean once = ALL.stream().allMatch(name -> headers.getAll(name).size() == 1);
        if (!once
                || !NONCE_FORM.matcher(headers.get(NONCE)).matches()
                || !KEY_FORM.matcher(headers.get(KEY)).matches()) {
            return Optional.empty();
        }
        return Optional.of(new SignatureHeaders(
                headers.get(KEY), headers.get(TIMESTAMP), headers.get(NONCE), headers.get(SIGNATURE)));
    }

    /** Puts a bearer token in the place of the signature. */
    static void replace(MultiMap headers, String token) {
        ALL.forEach(headers::remove);
        headers.set("Authorization", "Bearer " + token);
    }

    /** Keeps the signature out of logs. */
    @Override
    public String toString() {
        return "SignatureHeaders[" + keyId + "]";
    }
}
