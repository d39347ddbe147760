package dev.sapa.chat.file;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Consecutive bytes of a file.
 *
 * @param first from 0
 * @param last  included
 */
record Span(long first, long last) {

    /** One range of RFC 9110, section 14.1.2; of several at once none is served, which a server may do. */
    private static final Pattern RANGE = Pattern.compile("(?i)\\s*bytes\\s*=\\s*(\\d*)-(\\d*)\\s*");

    private static final int DIGITS_AT_MOST = 18;

    long length() {
        return last - first + 1;
    }

    /** As {@code Range} and {@code Content-Range} write it. */
    String text() {
        return first + "-" + last;
    }

    /**
     * What a {@code Range} header asks of a file of that size; empty when it asks for nothing that is understood here, and
     * so for all. Fails with 416 when the file has none of it.
     */
    static Optional<Span> asked(@Nullable String range, long size) {
        var matcher = RANGE.matcher(range == null ? "" : range);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var from = matcher.group(1);
        var to = matcher.group(2);
        if (from.isEmpty()) {
            return to.isEmpty() ? Optional.empty() : Optional.of(ending(number(to), size));
        }
        long first = number(from);
        long last = to.isEmpty() ? size - 1 : number(to);
        if (!to.isEmpty() && last < first) {
            return Optional.empty();
        }
        if (first >= size) {
            throw FileProblem.rangeUnsatisfiable(size);
        }
        return Optional.of(new Span(first, Math.min(last, size - 1)));
    }

    private static Span ending(long length, long size) {
        if (length == 0 || size == 0) {
            throw FileProblem.rangeUnsatisfiable(size);
        }
        return new Span(Math.max(0, size - length), size - 1);
    }

    private static long number(String digits) {
        return digits.length() > DIGITS_AT_MOST ? Long.MAX_VALUE : Long.parseLong(digits);
    }
}
