package dev.sapa.local.launch;

import dev.sapa.local.process.StartFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** One launcher per data directory: a file lock, which the system lifts when the launcher is killed. */
final class RunLock {

    static final String FILE = "launcher.lock";

    private final FileLock lock;

    private RunLock(FileLock lock) {
        this.lock = lock;
    }

    /** @throws StartFailure when another launcher runs on the same data */
    static RunLock acquire(Path data) throws IOException {
        Path file = Files.createDirectories(data).resolve(FILE);
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            String holder = Files.readString(file).strip();
            throw new StartFailure("Sapa is running already in " + data + " (process " + holder
                    + "). Stop it first with Ctrl-C where it runs, or: kill " + holder
                    + "\nFor a second one beside it set both SAPA_DATA_DIR and SAPA_PORT_OFFSET.");
        }
        channel.truncate(0);
        channel.write(
                ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
        return new RunLock(lock);
    }

    void release() throws IOException {
        lock.acquiredBy().close();
    }
}
