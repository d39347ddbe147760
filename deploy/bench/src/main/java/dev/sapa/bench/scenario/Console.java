package dev.sapa.bench.scenario;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.Consumer;

/** What the person at the terminal sees: lines that stay, and progress that overwrites itself. */
final class Console {

    private static final int WIDTH = 110;
    private static final Duration SELDOM = Duration.ofSeconds(15);

    private final PrintStream out;
    private final boolean terminal;
    private long said = System.nanoTime();
    private boolean unfinished;

    /** @param terminal false: progress is printed seldom, line by line, as suits a log */
    Console(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    synchronized void say(String line) {
        if (unfinished) {
            out.print("\r" + " ".repeat(WIDTH) + "\r");
            unfinished = false;
        }
        out.println(line);
        out.flush();
    }

    /** Progress of something, with its name in front. */
    Consumer<String> progress(String name) {
        return text -> progress(name, text);
    }

    private synchronized void progress(String name, String text) {
        var line = "  " + name + ": " + text;
        if (terminal) {
            var shown = line.length() > WIDTH ? line.substring(0, WIDTH) : line;
            out.print("\r" + shown + " ".repeat(WIDTH - shown.length()));
            out.flush();
            unfinished = true;
        } else if (System.nanoTime() - said > SELDOM.toNanos()) {
            said = System.nanoTime();
            out.println(line);
        }
    }
}
