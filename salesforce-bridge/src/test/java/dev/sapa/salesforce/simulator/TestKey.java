package dev.sapa.salesforce.simulator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.Base64;

/** A key pair of a test, with the private half as a JWK. */
record TestKey(PublicKey publicKey, ObjectNode jwk) {

    static TestKey generate(String kid) {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            var pair = generator.generateKeyPair();
            var key = (RSAPrivateCrtKey) pair.getPrivate();
            var jwk = JsonNodeFactory.instance.objectNode();
            jwk.put("kty", "RSA")
                    .put("kid", kid)
                    .put("n", encoded(key.getModulus()))
                    .put("e", encoded(key.getPublicExponent()))
                    .put("d", encoded(key.getPrivateExponent()))
                    .put("p", encoded(key.getPrimeP()))
                    .put("q", encoded(key.getPrimeQ()))
                    .put("dp", encoded(key.getPrimeExponentP()))
                    .put("dq", encoded(key.getPrimeExponentQ()))
                    .put("qi", encoded(key.getCrtCoefficient()))
                    .put("use", "sig");
            return new TestKey(pair.getPublic(), jwk);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(BigInteger number) {
        var bytes = number.toByteArray();
        var from = bytes[0] == 0 ? 1 : 0;
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(java.util.Arrays.copyOfRange(bytes, from, bytes.length));
    }
}
