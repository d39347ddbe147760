package dev.sapa.local.server;

import dev.sapa.local.process.Machine;
import dev.sapa.local.process.Program;
import dev.sapa.local.process.StartFailure;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.embedded.core.ExecutableProvider;

/** A Redis server on loopback with its append-only file on. */
public final class Redis implements Program {

    private static final String EXECUTABLE = "redis-server";
    private static final int ATTEMPTS = 10;
    private static final int PROBE_MILLIS = 500;

    private final Path directory;
    private final int port;
    private final Path log;
    private @Nullable String executable;

    /** @param directory of this server alone; created when it does not exist */
    public Redis(Path directory, int port, Path log) {
        this.directory = directory.toAbsolutePath().normalize();
        this.port = port;
        this.log = log;
    }

    @Override
    public String name() {
        return "redis";
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public Path log() {
        return log;
    }

    @Override
    public void prepare() throws IOException, InterruptedException {
        Files.createDirectories(directory);
        if (executable == null) {
            executable = runnable();
        }
    }

    @Override
    public List<String> command() {
        if (executable == null) {
            throw new IllegalStateException("prepare() first");
        }
        return List.of(
                executable,
                "--bind",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--dir",
                directory.toString(),
                "--appendonly",
                "yes",
                "--save",
                "",
                "--maxmemory",
                "256mb",
                // Its own title would hide the directory, by which a leftover is recognised.
                "--set-proc-title",
                "no");
    }

    @Override
    public boolean isReady(long pid) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PROBE_MILLIS);
            socket.setSoTimeout(PROBE_MILLIS);
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(5), StandardCharsets.US_ASCII).equals("+PONG");
        } catch (IOException e) {
            return false;
        }
    }

    /** The packaged server, else one that is installed: the packaged one needs OpenSSL 3 on x86-64 Linux. */
    private static String runnable() throws IOException, InterruptedException {
        URL artifact =
                ExecutableProvider.class.getProtectionDomain().getCodeSource().getLocation();
        Path home = Unpacked.directory(Machine.cache(), artifact, directory -> {
            File server = ExecutableProvider.newJarResourceProvider(directory.toFile())
                    .get();
            Files.move(server.toPath(), directory.resolve(EXECUTABLE));
        });
        for (String candidate : List.of(home.resolve(EXECUTABLE).toString(), EXECUTABLE)) {
            // A process this JVM forks meanwhile holds the freshly written file open: "text file busy" for a moment.
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                if (Machine.succeeds(List.of(candidate, "--version"))) {
                    return candidate;
                }
            }
        }
        throw new StartFailure("The packaged Redis does not run here (it needs OpenSSL 3), and no redis-server is"
                + " installed. Install either, or name a server of your own in SAPA_REDIS_URL.");
    }
}
