package dev.sapa.salesforce.emulator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.Arrays;
import java.util.Base64;

/** Makes the key with which the demo's company vouches for its end users. */
final class DemoKey {

    private static final int BITS = 2048;

    private DemoKey() {}

    /** Writes a private JWK that only its owner may read. Of several processes that try, one succeeds. */
    static void makeUnlessThere(Path file, String kid) throws IOException {
        if (Files.exists(file)) {
            return;
        }
        var directory = file.toAbsolutePath().getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        var fresh = Files.createTempFile(
                directory,
                "key",
                ".json",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(fresh, jwk(kid));
            Files.createLink(file, fresh);
        } catch (FileAlreadyExistsException e) {
            // Another one was faster, and its key is as good.
        } finally {
            Files.delete(fresh);
        }
    }

    private static String jwk(String kid) {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            var key = (RSAPrivateCrtKey) generator.generateKeyPair().getPrivate();
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("kty", "RSA")
                    .put("kid", kid)
                    .put("n", encoded(key.getModulus()))
                    .put("e", encoded(key.getPublicExponent()))
                    .put("d", encoded(key.getPrivateExponent()))
                    .put("p", encoded(key.getPrimeP()))
                    .put("q", encoded(key.getPrimeQ()))
                    .put("dp", encoded(key.getPrimeExponentP()))
                    .put("dq", encoded(key.getPrimeExponentQ()))
                    .put("qi", encoded(key.getCrtCoefficient()))
                    .put("use", "sig")
                    .toPrettyString();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has RSA", e);
        }
    }

    private static String encoded(BigInteger number) {
        var bytes = number.toByteArray();
        var from = bytes[0] == 0 ? 1 : 0;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOfRange(bytes, from, bytes.length));
    }
}
