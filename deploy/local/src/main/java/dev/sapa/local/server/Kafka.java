package dev.sapa.local.server;

import dev.sapa.local.process.Machine;
import dev.sapa.local.process.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A single Kafka broker with its own controller, in a JVM of its own, on loopback. */
public final class Kafka implements Program {

    private final Path directory;
    private final int port;
    private final int controllerPort;
    private final String advertised;
    private final Path log;

    /**
     * @param directory of this server alone; created when it does not exist
     * @param controllerPort a second port the broker needs for itself
     */
    public Kafka(Path directory, int port, int controllerPort, Path log) {
        this(directory, port, controllerPort, "127.0.0.1:" + port, log);
    }

    /**
     * @param directory of this server alone; created when it does not exist
     * @param controllerPort a second port the broker needs for itself
     * @param advertised {@code host:port} that the broker tells its clients to use, where that is not its own
     */
    public Kafka(Path directory, int port, int controllerPort, String advertised, Path log) {
        this.directory = directory.toAbsolutePath().normalize();
        this.port = port;
        this.controllerPort = controllerPort;
        this.advertised = advertised;
        this.log = log;
    }

    @Override
    public String name() {
        return "kafka";
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
    public void prepare() throws IOException {
        Files.createDirectories(directory);
    }

    @Override
    public List<String> command() {
        return List.of(
                Machine.java(),
                "-Xms64m",
                "-Xmx320m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-Dsapa.directory=" + directory,
                "-cp",
                System.getProperty("java.class.path"),
                KafkaMain.class.getName(),
                directory.toString(),
                Integer.toString(port),
                Integer.toString(controllerPort),
                advertised);
    }

    /** The broker writes its pid into a file once it serves; its port accepts connections before that. */
    @Override
    public boolean isReady(long pid) {
        try {
            return Files.readString(readyFile(directory)).equals(Long.toString(pid));
        } catch (IOException e) {
            return false;
        }
    }

    static Path readyFile(Path directory) {
        return directory.resolve("ready");
    }
}
