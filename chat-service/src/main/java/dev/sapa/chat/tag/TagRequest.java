package dev.sapa.chat.tag;

import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a tag is to be called and look like.
 *
 * @param name  1 to 50 characters; case does not tell two tags apart
 * @param color as {@code #rrggbb}
 */
record TagRequest(@Nullable String name, @Nullable String color) {

    private static final int NAME_AT_MOST = 50;
    private static final Pattern COLOR = Pattern.compile("#[0-9a-fA-F]{6}");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    /** Which tag a conversation is to get: one of the company's, or one by its name, which is made if there is none. */
    record Choice(@Nullable UUID tagId, @Nullable String name) {}

    /** Fails with a problem when it is no name. */
    static String requireName(@Nullable String text) {
        var name = text == null ? "" : text.strip();
        if (name.isEmpty()
                || name.codePointCount(0, name.length()) > NAME_AT_MOST
                || CONTROL.matcher(name).find()) {
            throw TagProblem.nameInvalid();
        }
        return name;
    }

    /** Fails with a problem when it is no color. */
    static String requireColor(@Nullable String text) {
        if (text == null || !COLOR.matcher(text).matches()) {
            throw TagProblem.colorInvalid();
        }
        return text.toLowerCase(Locale.ROOT);
    }
}
