package dev.sapa.local.launch;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** What the person at the terminal sees. */
final class Progress {

    private final PrintStream out;

    Progress(PrintStream out) {
        this.out = out;
    }

    void say(String line) {
        out.println(line);
    }

    /** One line per process that serves. */
    void ready(String name, Duration after, int port) {
        out.println(String.format(
                Locale.ROOT, "  %-20s ready after %5.1f s, port %d", name, after.toMillis() / 1000.0, port));
    }

    /** The line other tools wait for, then the log-ins. */
    void allReady(int port, boolean demo) {
        out.println("Sapa is ready: http://localhost:" + port);
        if (demo) {
            out.println("""
                      Demo log-ins (company oss):
                        administrator   admin@livechat.com                              password
                        agents          agent1@livechat.com ... agent5@livechat.com     password
                        message center  admin / admin123   and   agent / agent123
                      Ctrl-C stops everything; the data stays for the next run.""");
        }
        out.flush();
    }
}
