package dev.sapa.local.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What this computer offers: which tools there are, who we are, and where programs may be unpacked. */
public final class Machine {

    private static final String PERL_SETSID = "use POSIX; POSIX::setsid(); exec @ARGV or die $!";

    private Machine() {}

    /** Command prefix that makes the command after it the leader of its own session; empty where nothing can. */
    static List<String> ownSession() {
        if (has("setsid")) {
            return List.of("setsid");
        }
        return has("perl") ? List.of("perl", "-e", PERL_SETSID, "--") : List.of();
    }

    /** Whether a program of that name is on the PATH. */
    public static boolean has(String program) {
        for (String directory : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            if (!directory.isEmpty() && Files.isExecutable(Path.of(directory, program))) {
                return true;
            }
        }
        return false;
    }

    /** Whether this JVM runs as root. */
    public static boolean isRoot() {
        try {
            Process id = new ProcessBuilder("id", "-u")
                    .redirectError(Redirect.DISCARD)
                    .start();
            return new String(id.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .strip()
                    .equals("0");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot ask the system who we are", e);
        }
    }

    /** Runs a short command to its end. @return whether it ended with 0 */
    public static boolean succeeds(List<String> command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectOutput(Redirect.DISCARD)
                            .redirectError(Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Where unpacked servers are kept between runs: the user's cache directory. */
    public static Path cache() {
        String given = System.getenv().getOrDefault("XDG_CACHE_HOME", "");
        Path base = given.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(given);
        return base.resolve("sapa");
    }

    /** The JVM this one runs on. */
    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    static File emptyInput() {
        return new File("/dev/null");
    }
}
