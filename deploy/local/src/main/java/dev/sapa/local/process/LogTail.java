package dev.sapa.local.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The last lines of a log, for the message that says why something did not start. */
public final class LogTail {

    private static final int LINES = 12;

    private LogTail() {}

    /** A sentence to append to a message: begins with a blank, names the log. */
    public static String of(Path log) {
        Path file = log.toAbsolutePath();
        List<String> lines;
        try {
            // Not readAllLines: what a crashing program writes need not be UTF-8.
            lines = new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            return " Its log " + file + " cannot be read: " + e.getMessage();
        }
        if (lines.isEmpty()) {
            return " It wrote nothing to its log " + file;
        }
        List<String> last = lines.subList(Math.max(0, lines.size() - LINES), lines.size());
        return " Last lines of " + file + ":\n    " + String.join("\n    ", last);
    }
}
