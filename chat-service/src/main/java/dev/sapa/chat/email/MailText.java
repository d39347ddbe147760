package dev.sapa.chat.email;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What of a mail's text is new. */
final class MailText {

    /** How programs say in several languages who wrote what they quote. */
    private static final Pattern ATTRIBUTION = Pattern.compile(
            "(?s)(?:On|Pada|Am|Le|El|Em|Il|Op|Den|Vào) .*(?:wrote|writes|menulis|schrieb|\u00e9crit|escribi\u00f3|escreveu|ha scritto|schreef|skrev|đã viết)[^\n]{0,80}:\\s*",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private static final int ATTRIBUTION_LINES = 3;
    private static final int ATTRIBUTION_AT_MOST = 400;
    private static final int SIGNATURE_LINES = 12;

    private MailText() {}

    /** In the character set that is named, or in the one that it must be. */
    static String decoded(byte[] bytes, @Nullable String charset) {
        var named = charset(charset);
        if (named != null && !named.equals(StandardCharsets.UTF_8) && !named.equals(StandardCharsets.US_ASCII)) {
            return new String(bytes, named);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException other) {
            return new String(bytes, Charset.forName("windows-1252"));
        }
    }

    private static @Nullable Charset charset(@Nullable String name) {
        try {
            return name == null ? null : Charset.forName(name.strip().toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            return null;
        }
    }

    /** The lines that RFC 3676 lets a program break where a paragraph goes on, put together again. */
    static String unflowed(String text, boolean deletesSpace) {
        var lines = text.split("\\r?\\n", -1);
        var joined = new StringBuilder(text.length());
        var goesOn = false;
        var depthBefore = 0;
        for (var line : lines) {
            var depth = 0;
            while (depth < line.length() && line.charAt(depth) == '>') {
                depth++;
            }
            var words = line.substring(depth);
            words = words.startsWith(" ") ? words.substring(1) : words;
            if (!(goesOn && depth == depthBefore)) {
                joined.append(joined.isEmpty() && !goesOn ? "" : "\n").append(depth > 0 ? ">".repeat(depth) + " " : "");
            }
            goesOn = words.endsWith(" ") && !words.equals("-- ");
            joined.append(goesOn && deletesSpace ? words.substring(0, words.length() - 1) : words);
            depthBefore = depth;
        }
        return joined.toString();
    }

    /**
     * Without the history at the end of an answer and without a signature. Only what is marked as quoted line by line is
     * left out, and only where nothing new follows: other history cannot be told from new words.
     */
    static String fresh(String text, boolean isAnswer) {
        var lines = text.replace("\r\n", "\n").replace('\r', '\n').lines().toList();
        var end = withoutSignature(lines, isAnswer ? withoutHistory(lines) : lines.size());
        return String.join("\n", lines.subList(0, end)).strip();
    }

    private static int withoutHistory(List<String> lines) {
        var last = lastSaid(lines, lines.size());
        if (last < 0 || !isQuoted(lines.get(last))) {
            return lines.size();
        }
        var end = last;
        while (end > 0 && (isQuoted(lines.get(end - 1)) || lines.get(end - 1).isBlank())) {
            end--;
        }
        end = withoutAttribution(lines, end);
        return lastSaid(lines, end) < 0 ? lines.size() : end;
    }

    /** It may have been broken into lines; without the word that it begins with it may be anything. */
    private static int withoutAttribution(List<String> lines, int end) {
        var last = lastSaid(lines, end);
        for (int from = last; from >= 0 && from > last - ATTRIBUTION_LINES; from--) {
            var said = String.join("\n", lines.subList(from, last + 1));
            if (said.length() <= ATTRIBUTION_AT_MOST
                    && ATTRIBUTION.matcher(said).matches()) {
                return from;
            }
        }
        return end;
    }

    private static boolean hasSaid(List<String> lines, int end) {
        return lastSaid(lines, end) >= 0;
    }

    private static int withoutSignature(List<String> lines, int end) {
        for (int i = end - 1; i > 0 && i >= end - SIGNATURE_LINES; i--) {
            if (lines.get(i).equals("-- ") || lines.get(i).equals("--")) {
                return hasSaid(lines, i) ? i : end;
            }
        }
        return end;
    }

    private static int lastSaid(List<String> lines, int end) {
        var last = end - 1;
        while (last >= 0 && lines.get(last).isBlank()) {
            last--;
        }
        return last;
    }

    private static boolean isQuoted(String line) {
        return line.startsWith(">");
    }
}
