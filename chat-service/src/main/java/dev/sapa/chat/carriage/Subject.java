package dev.sapa.chat.carriage;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** By which two messages are seen to be about the same thing. */
final class Subject {

    /** What programs put in front when somebody answers or forwards, in the languages that we meet. */
    private static final Pattern PREFIXES = Pattern.compile(
            "^(?:(?:re|aw|sv|antw|odp|bls|balas|fwd?|wg|tr|rv|\u56de\u590d|\u7b54\u590d|\u8f6c\u53d1)"
                    + "(?:\\[\\d{1,3}]|\\(\\d{1,3}\\))?\\s*[:\uff1a]\\s*)+",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private Subject() {}

    /** The same for all answers to one; empty where there are no subjects. */
    static String key(@Nullable String subject) {
        return subject == null
                ? ""
                : "s:" + bare(subject).replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }

    private static String bare(String subject) {
        return PREFIXES.matcher(subject.strip()).replaceFirst("").strip();
    }
}
