package dev.sapa.bench.scenario;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The machine and the versions a figure belongs to. */
final class Machine {

    private static final Pattern MODEL = Pattern.compile("model name\\s*:\\s*(.*)");
    private static final Pattern MEMORY = Pattern.compile("MemTotal:\\s*(\\d+)");

    private Machine() {}

    static Map<String, String> describe() {
        var facts = new LinkedHashMap<String, String>();
        facts.put(
                "date",
                LocalDateTime.now(ZoneId.systemDefault()).format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm")));
        facts.put(
                "machine",
                Runtime.getRuntime().availableProcessors() + " cores of " + found("/proc/cpuinfo", MODEL) + ", "
                        + Math.round(kilobytes() / 1024.0 / 1024.0) + " GB");
        facts.put("kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        facts.put("JDK", System.getProperty("java.vm.vendor") + " " + System.getProperty("java.runtime.version"));
        facts.put("Node", said("node", "--version"));
        facts.put("commit", said("git", "describe", "--always", "--dirty"));
        facts.put(
                "databases",
                "those of ./deploy/up, on the same machine; fsync and synchronous_commit on; 128 MB shared buffers");
        return facts;
    }

    private static double kilobytes() {
        var memory = found("/proc/meminfo", MEMORY);
        return memory.isEmpty() ? 0 : Double.parseDouble(memory);
    }

    private static String found(String file, Pattern pattern) {
        try {
            var match = pattern.matcher(Files.readString(Path.of(file)));
            return match.find() ? match.group(1) : "";
        } catch (IOException e) {
            return "";
        }
    }

    private static String said(String... command) {
        try {
            var process = new ProcessBuilder(List.of(command))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            return "none";
        }
    }
}
