package dev.sapa.chat.file;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names of files: what a client gave, reduced to what harms nobody who saves the file under it. */
final class FileName {

    static final int AT_MOST = 120;

    private static final String NAMELESS = "file";

    /** Control and format characters (such as those that turn the direction of writing), and what file systems reserve. */
    private static final Pattern HARMFUL = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}<>:\"|?*]");

    private static final Pattern EDGES = Pattern.compile("^[\\s.]+|[\\s.]+$");
    private static final Pattern NOT_PLAIN = Pattern.compile("[^A-Za-z0-9._ -]");

    private FileName() {}

    /**
     * The last segment of what the client gave, without anything harmful, at most {@value #AT_MOST} characters, with an
     * ending that fits the content.
     */
    static String harmless(@Nullable String given, FileType type) {
        var text = Normalizer.normalize(given == null ? "" : given, Normalizer.Form.NFC);
        var segment = text.substring(Math.max(text.lastIndexOf('/'), text.lastIndexOf('\\')) + 1);
        var plain = EDGES.matcher(HARMFUL.matcher(segment).replaceAll("")).replaceAll("");
        var extension = extension(plain);
        var fits = type.isNamed(extension);
        var ending = "." + (fits ? extension : type.extension());
        var stem = fits ? plain.substring(0, plain.length() - ending.length()) : plain;
        var whole = stem.isBlank() ? NAMELESS : stem;
        return shortened(whole, AT_MOST - ending.length()) + ending;
    }

    /** What follows the last dot, in lower case; empty when there is none. */
    static String extension(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    /** {@code Content-Disposition} that has the file saved under its name (RFC 6266). */
    static String disposition(String name) {
        var encoded = URLEncoder.encode(name, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
        return "attachment; filename=\"%s\"; filename*=UTF-8''%s"
                .formatted(NOT_PLAIN.matcher(name).replaceAll("_"), encoded);
    }

    private static String shortened(String text, int characters) {
        return text.codePointCount(0, text.length()) <= characters
                ? text
                : text.substring(0, text.offsetByCodePoints(0, characters));
    }
}
