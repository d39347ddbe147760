package dev.sapa.gateway.door;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The path as the client wrote it. Only paths that mean the same to everybody are let in, so that what is authorised
 * here is what a service serves.
 */
public final class RawPath {

    private static final Pattern AMBIGUOUS = Pattern.compile("//|;|\\\\|%(?:2f|5c|2e|3b|25|[01][0-9a-f]|7f)");
    private static final Pattern DOTS = Pattern.compile("(?:^|/)\\.{1,2}(?:/|$)");
    private static final Pattern ESCAPES = Pattern.compile("(?:[^%]|%[0-9a-f]{2})*");

    private RawPath() {}

    /**
     * Whether the path has no dot segments, empty segments, path parameters, back slashes, control characters, broken
     * escapes, or escapes of characters that could change its structure.
     */
    public static boolean isPlain(String path) {
        var lower = path.toLowerCase(Locale.ROOT);
        return lower.startsWith("/")
                && lower.chars().allMatch(character -> character > ' ' && character < 0x7f)
                && ESCAPES.matcher(lower).matches()
                && !AMBIGUOUS.matcher(lower).find()
                && !DOTS.matcher(lower).find();
    }
}
