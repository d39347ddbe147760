package dev.sapa.local.server;

import dev.sapa.local.process.LogTail;
import dev.sapa.local.process.Program;
import dev.sapa.local.process.Signals;
import dev.sapa.local.process.StartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL server on loopback with {@code fsync} and {@code synchronous_commit} on. Its superuser {@code postgres}
 * has a random password, kept in the file {@code superuser-password} (readable by the owner only) beside the data.
 */
public final class Postgres implements Program {

    private static final List<String> SETTINGS = List.of(
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "max_connections=300",
            "shared_buffers=128MB",
            "fsync=on",
            "synchronous_commit=on",
            "full_page_writes=on",
            "timezone=UTC",
            "log_timezone=UTC",
            "jit=off",
            "log_line_prefix=%m [%p] %u ",
            // DETAIL lines repeat column values, which may be what a customer wrote.
            "log_error_verbosity=terse");

    private final Path directory;
    private final Path data;
    private final int port;
    private final Path log;
    private @Nullable RootGuard guard;
    private @Nullable Path home;

    /** @param directory of this server alone; created, and filled, when it does not exist */
    public Postgres(Path directory, int port, Path log) {
        this.directory = directory.toAbsolutePath().normalize();
        this.data = this.directory.resolve("data");
        this.port = port;
        this.log = log;
    }

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public Path log() {
        return log;
    }

    /** The superuser's password. @throws IOException before the first start */
    public String superuserPassword() throws IOException {
        return Files.readString(passwordFile()).strip();
    }

    @Override
    public void prepare() throws IOException, InterruptedException {
        if (guard == null || home == null) {
            guard = RootGuard.detect();
            home = PostgresBinaries.unpackedBelow(guard.cache());
        }
        Files.createDirectories(directory);
        guard.own(directory);
        if (!Files.exists(data)) {
            initialise(guard, home);
        }
        PostgresRemains.clear(data);
    }

    @Override
    public List<String> command() {
        if (guard == null || home == null) {
            throw new IllegalStateException("prepare() first");
        }
        List<String> command = new ArrayList<>(
                List.of(home.resolve("bin/postgres").toString(), "-D", data.toString(), "-p", Integer.toString(port)));
        for (String setting : SETTINGS) {
            command.add("-c");
            command.add(setting);
        }
        return guard.around(command);
    }

    /** What {@code pg_ctl} looks at: line 1 of postmaster.pid is the pid, line 8 the state. */
    @Override
    public boolean isReady(long pid) {
        try {
            List<String> lines = Files.readAllLines(data.resolve("postmaster.pid"));
            return lines.size() > 7
                    && lines.get(0).strip().equals(Long.toString(pid))
                    && lines.get(7).strip().equals("ready");
        } catch (IOException e) {
            return false;
        }
    }

    /** Fast shutdown (SIGINT): open transactions are rolled back; SIGTERM would wait for every client to leave. */
    @Override
    public void askToStop(ProcessHandle process) throws IOException {
        Signals.askToEnd(process, true);
    }

    /** Made beside its place and moved there when complete: a crash in between leaves nothing half made. */
    private void initialise(RootGuard runAs, Path binaries) throws IOException, InterruptedException {
        Path unfinished = directory.resolve("data.unfinished");
        deleteAll(unfinished);
        writePassword();
        runAs.own(directory);
        List<String> command = runAs.around(List.of(
                binaries.resolve("bin/initdb").toString(),
                "--pgdata=" + unfinished,
                "--username=postgres",
                "--auth=scram-sha-256",
                "--pwfile=" + passwordFile(),
                "--encoding=UTF8",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=C"));
        Files.createDirectories(log.toAbsolutePath().getParent());
        Process initdb = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        if (!initdb.waitFor(120, TimeUnit.SECONDS) || initdb.exitValue() != 0) {
            initdb.destroyForcibly();
            throw new StartFailure("PostgreSQL's initdb failed." + LogTail.of(log));
        }
        Files.move(unfinished, data, StandardCopyOption.ATOMIC_MOVE);
    }

    private void writePassword() throws IOException {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        Files.deleteIfExists(passwordFile());
        Files.createFile(
                passwordFile(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(
                passwordFile(),
                Base64.getUrlEncoder().withoutPadding().encodeToString(random),
                StandardOpenOption.WRITE);
        if (guard == RootGuard.OTHER_USER) {
            Files.setAttribute(passwordFile(), "unix:uid", Files.getAttribute(directory, "unix:uid"));
        }
    }

    private Path passwordFile() {
        return directory.resolve("superuser-password");
    }

    private static void deleteAll(Path tree) throws IOException {
        if (Files.exists(tree)) {
            try (Stream<Path> all = Files.walk(tree)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
