package dev.sapa.gateway.kit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Stops and continues the test servers, as a hanging machine would. */
public final class Servers {

    private Servers() {}

    /** A server that hangs until it is closed. */
    public static AutoCloseable hangKafka() {
        return hang("KafkaMain");
    }

    public static AutoCloseable hangRedis() {
        return hang("redis-server");
    }

    private static AutoCloseable hang(String name) {
        var process = ProcessHandle.current()
                .descendants()
                .filter(child -> commandLine(child.pid()).contains(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No process " + name));
        signal("STOP", process.pid());
        return () -> signal("CONT", process.pid());
    }

    /** The whole of it: {@link ProcessHandle} leaves out the end of long ones. */
    private static String commandLine(long pid) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/cmdline"));
        } catch (IOException gone) {
            return "";
        }
    }

    private static void signal(String signal, long pid) {
        try {
            var ended = new ProcessBuilder("kill", "-" + signal, Long.toString(pid))
                    .start()
                    .waitFor();
            if (ended != 0) {
                throw new IllegalStateException("kill -" + signal + " ended with " + ended);
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
