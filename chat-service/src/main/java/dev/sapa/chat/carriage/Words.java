package dev.sapa.chat.carriage;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What providers give as text, made fit for a conversation. */
final class Words {

    private static final int AT_MOST = 16_000;

    private Words() {}

    /** Without NUL and halves of characters, which no database keeps, and of a length that everybody may send. */
    static String fit(String text) {
        var fit = new StringBuilder(Math.min(text.length(), AT_MOST));
        text.codePoints()
                .filter(point -> point != 0 && (point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE))
                .limit(AT_MOST)
                .forEach(fit::appendCodePoint);
        return fit.toString();
    }

    static @Nullable String fit(@Nullable String text, int atMost) {
        if (text == null) {
            return null;
        }
        var fit = fit(text).strip();
        return fit.length() <= atMost
                ? fit
                : fit.substring(0, fit.offsetByCodePoints(0, fit.codePointCount(0, atMost) - 1));
    }

    /** The name under which a provider's message is known in its conversation. */
    static String nameOf(UUID account, String providerId) {
        try {
            var text = account + "\n" + providerId;
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
