package dev.sapa.salesforce.vendor;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The RSA key with which a company vouches for its visitors at Salesforce. */
public final class SigningKey {

    private static final int GENERATED_BITS = 2048;
    private static final String[] PARTS = {"n", "e", "d", "p", "q", "dp", "dq", "qi"};

    private final PrivateKey key;
    private final JsonObject jwk;

    private SigningKey(PrivateKey key, JsonObject jwk) {
        this.key = key;
        this.jwk = jwk;
    }

    /**
     * Reads a private RSA JWK.
     *
     * @throws BadKey when it is none, saying what is wrong
     */
    public static SigningKey parse(String text) {
        JsonObject jwk;
        try {
            jwk = new JsonObject(text);
        } catch (DecodeException e) {
            throw new BadKey("The key is not JSON.");
        }
        if (!"RSA".equals(jwk.getValue("kty"))) {
            throw new BadKey("The key is not an RSA key in JWK form (kty must be RSA).");
        }
        for (var part : PARTS) {
            if (!(jwk.getValue(part) instanceof String)) {
                throw new BadKey("The key lacks the member %s; a private RSA JWK has n, e, d, p, q, dp, dq and qi."
                        .formatted(part));
            }
        }
        try {
            var spec = new RSAPrivateCrtKeySpec(
                    number(jwk, "n"),
                    number(jwk, "e"),
                    number(jwk, "d"),
                    number(jwk, "p"),
                    number(jwk, "q"),
                    number(jwk, "dp"),
                    number(jwk, "dq"),
                    number(jwk, "qi"));
            var key = KeyFactory.getInstance("RSA").generatePrivate(spec);
            sign(key, new byte[] {1});
            return new SigningKey(key, jwk);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new BadKey("The members of the key do not make an RSA key.");
        }
    }

    public static SigningKey generate() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(GENERATED_BITS);
            var key = (RSAPrivateCrtKey) generator.generateKeyPair().getPrivate();
            var jwk = new JsonObject()
                    .put("kty", "RSA")
                    .put("n", text(key.getModulus()))
                    .put("e", text(key.getPublicExponent()))
                    .put("d", text(key.getPrivateExponent()))
                    .put("p", text(key.getPrimeP()))
                    .put("q", text(key.getPrimeQ()))
                    .put("dp", text(key.getPrimeExponentP()))
                    .put("dq", text(key.getPrimeExponentQ()))
                    .put("qi", text(key.getCrtCoefficient()));
            return new SigningKey(key, jwk);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Says that there is no key where one should be. */
    public static BadKey unreadable(String path) {
        return new BadKey("JWK file not found at " + path);
    }

    /** The id that the key says it has; null when it says none. */
    public @Nullable String kid() {
        return jwk.getValue("kid") instanceof String kid ? kid : null;
    }

    /** What may be published of it. */
    public JsonObject publicJwk(String kid) {
        return new JsonObject()
                .put("kty", "RSA")
                .put("use", "sig")
                .put("alg", "RS256")
                .put("kid", kid)
                .put("n", jwk.getString("n"))
                .put("e", jwk.getString("e"));
    }

    /** The private JWK, to be sealed. */
    public String secret() {
        return jwk.encode();
    }

    byte[] sign(byte[] content) {
        try {
            return sign(key, content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Nothing of the key. */
    @Override
    public String toString() {
        return "SigningKey";
    }

    private static byte[] sign(PrivateKey key, byte[] content) throws GeneralSecurityException {
        var signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(key);
        signature.update(content);
        return signature.sign();
    }

    private static BigInteger number(JsonObject jwk, String part) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(jwk.getString(part)));
    }

    private static String text(BigInteger number) {
        byte[] bytes = number.toByteArray();
        int from = bytes.length > 1 && bytes[0] == 0 ? 1 : 0;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOfRange(bytes, from, bytes.length));
    }

    /** It cannot be used as a key; the message may be shown. */
    public static final class BadKey extends RuntimeException {

        private static final long serialVersionUID = 1;

        BadKey(String reason) {
            super(reason);
        }
    }
}
