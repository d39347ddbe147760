package dev.sapa.local.launch;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The data and log directories at the start of a run. */
final class RunFiles {

    private static final String PREVIOUS = "previous";
    private static final String BUILD_LOG = "build.log";

    private RunFiles() {}

    /** Deletes everything in the data directory but the lock that is held. */
    static void wipe(Path data) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(data)) {
            for (Path entry : entries) {
                if (!entry.getFileName().toString().equals(RunLock.FILE)) {
                    deleteAll(entry);
                }
            }
        }
    }

    /** Moves the last run's logs into the directory {@code previous}, in place of those of the run before. */
    static void setLogsAside(Path logs) throws IOException {
        Path previous = logs.resolve(PREVIOUS);
        if (Files.exists(previous)) {
            deleteAll(previous);
        }
        Files.createDirectories(previous);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(logs, "*.log")) {
            for (Path file : files) {
                if (!file.getFileName().toString().equals(BUILD_LOG)) {
                    Files.move(file, previous.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    private static void deleteAll(Path tree) throws IOException {
        List<Path> all;
        try (Stream<Path> found = Files.walk(tree)) {
            all = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.delete(path);
        }
    }
}
