package dev.sapa.auth.password;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2id (RFC 9106) with hashes in the PHC text form. Takes tens of milliseconds of a core by design.
 *
 * @param memory      KiB
 * @param iterations  passes
 * @param parallelism lanes
 */
record Argon2id(int memory, int iterations, int parallelism) {

    private static final Pattern PHC =
            Pattern.compile("\\$argon2id\\$v=19\\$m=(\\d+),t=(\\d+),p=(\\d+)\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    String hash(String password) {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        return parameters() + "$" + text(salt) + "$" + text(raw(password, salt, HASH_BYTES));
    }

    /** Whether {@code hash}, whatever its parameters, is of this password; false for what is no such hash. */
    static boolean matches(String password, String hash) {
        Matcher phc = PHC.matcher(hash);
        if (!phc.matches()) {
            return false;
        }
        var cost = new Argon2id(number(phc, 1), number(phc, 2), number(phc, 3));
        byte[] expected = Base64.getDecoder().decode(phc.group(5));
        return MessageDigest.isEqual(
                expected, cost.raw(password, Base64.getDecoder().decode(phc.group(4)), expected.length));
    }

    /** Whether {@code hash} was made with other parameters than these. */
    boolean isOutdated(String hash) {
        return !hash.startsWith(parameters() + "$");
    }

    private byte[] raw(String password, byte[] salt, int length) {
        var generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(memory)
                .withIterations(iterations)
                .withParallelism(parallelism)
                .withSalt(salt)
                .build());
        byte[] hash = new byte[length];
        generator.generateBytes(normalised(password), hash);
        return hash;
    }

    /** The same password typed on another keyboard may arrive in another Unicode form. */
    private static byte[] normalised(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFKC).getBytes(StandardCharsets.UTF_8);
    }

    private String parameters() {
        return "$argon2id$v=19$m=" + memory + ",t=" + iterations + ",p=" + parallelism;
    }

    private static String text(byte[] bytes) {
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }

    private static int number(Matcher phc, int group) {
        return Integer.parseInt(phc.group(group));
    }
}
