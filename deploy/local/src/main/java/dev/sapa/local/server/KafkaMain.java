package dev.sapa.local.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** The broker's own JVM. Arguments: directory, port, controller port, advertised address. */
final class KafkaMain {

    private static final String NODE = "1";

    private KafkaMain() {}

    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]);
        logToStandardError();
        Path logs = Files.createDirectories(directory.resolve("log"));
        Files.deleteIfExists(Kafka.readyFile(directory));
        format(logs);
        KafkaRaftServer server = new KafkaRaftServer(
                KafkaConfig.fromProps(settings(logs, arguments[1], arguments[2], arguments[3]), false), Time.SYSTEM);
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "stop"));
        server.startup();
        Files.writeString(
                Kafka.readyFile(directory),
                Long.toString(ProcessHandle.current().pid()),
                StandardCharsets.US_ASCII);
        server.awaitShutdown();
    }

    private static Properties settings(Path logs, String port, String controllerPort, String advertised) {
        Properties settings = new Properties();
        settings.putAll(Map.of(
                "process.roles",
                "broker,controller",
                "node.id",
                NODE,
                "controller.quorum.voters",
                NODE + "@127.0.0.1:" + controllerPort,
                "listeners",
                "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort,
                "advertised.listeners",
                "PLAINTEXT://" + advertised,
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "controller.listener.names",
                "CONTROLLER",
                "inter.broker.listener.name",
                "PLAINTEXT",
                "log.dirs",
                logs.toString()));
        // One broker: nothing can have more than one copy.
        settings.putAll(Map.of(
                "auto.create.topics.enable", "true",
                "num.partitions", "6",
                "offsets.topic.num.partitions", "6",
                "offsets.topic.replication.factor", "1",
                "transaction.state.log.num.partitions", "3",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "share.coordinator.state.topic.num.partitions", "1",
                "share.coordinator.state.topic.replication.factor", "1",
                "share.coordinator.state.topic.min.isr", "1"));
        // A killed broker may register again only when its old session is over (9 s by default).
        settings.putAll(Map.of(
                "broker.session.timeout.ms", "3000",
                "broker.heartbeat.interval.ms", "500",
                "group.initial.rebalance.delay.ms", "0",
                "group.min.session.timeout.ms", "1000",
                "log.retention.hours", "168"));
        // Sized for one machine: by default the log cleaner alone reserves 128 MB.
        settings.putAll(Map.of(
                "num.network.threads", "2",
                "num.io.threads", "4",
                "background.threads", "2",
                "log.segment.bytes", "67108864",
                "log.index.size.max.bytes", "1048576",
                "log.cleaner.dedupe.buffer.size", "4194304"));
        return settings;
    }

    private static void format(Path logs) throws Exception {
        try (PrintStream silent = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(silent)
                    .setClusterId(clusterId(logs))
                    .setNodeId(Integer.parseInt(NODE))
                    .addDirectory(logs.toString())
                    .setMetadataLogDirectory(logs.toString())
                    .setControllerListenerName("CONTROLLER")
                    .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                    .setIgnoreFormatted(true)
                    .run();
        }
    }

    private static String clusterId(Path logs) throws IOException {
        Path formatted = logs.resolve("meta.properties");
        if (!Files.exists(formatted)) {
            return Uuid.randomUuid().toString();
        }
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(formatted)) {
            properties.load(in);
        }
        return properties.getProperty("cluster.id");
    }

    /** By hand, because a service's test class path carries a logging set-up that holds lines back for the service. */
    private static void logToStandardError() {
        System.setProperty("java.util.logging.SimpleFormatter.format", "%1$tFT%1$tT.%1$tL %4$-7s %3$s: %5$s%6$s%n");
        Logger root = LogManager.getLogManager().getLogger("");
        for (Handler handler : root.getHandlers()) {
            root.removeHandler(handler);
        }
        Handler console = new ConsoleHandler();
        console.setFormatter(new SimpleFormatter());
        console.setFilter(line -> line.getLevel().intValue() >= Level.WARNING.intValue()
                || !String.valueOf(line.getLoggerName()).endsWith("Config"));
        root.addHandler(console);
        root.setLevel(Level.INFO);
    }
}
