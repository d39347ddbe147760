package dev.sapa.relay;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Creates the topic that this service publishes to, where it is absent; an existing one is left as its operators made
 * it. Goes on trying in the background while Kafka is away.
 */
@ApplicationScoped
class TopicSetup {

    private static final Logger LOG = Logger.getLogger(TopicSetup.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final int TIMEOUT_MS = 5_000;

    private final RelaySettings settings;
    private final String bootstrapServers;
    private @Nullable Thread worker;

    TopicSetup(RelaySettings settings, @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
        this.settings = settings;
        this.bootstrapServers = bootstrapServers;
    }

    void start(@Observes StartupEvent event) {
        settings.topic().ifPresent(topic -> {
            var thread = new Thread(() -> createWithPatience(topic), "topic-setup");
            thread.setDaemon(true);
            thread.start();
            worker = thread;
        });
    }

    void stop(@Observes ShutdownEvent event) {
        var thread = worker;
        if (thread != null) {
            thread.interrupt();
        }
    }

    private void createWithPatience(String topic) {
        var created = false;
        while (!created) {
            try {
                created = create(topic);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** Whether the topic is there now. */
    private boolean create(String topic) throws InterruptedException {
        try (var admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MS,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MS))) {
            admin.createTopics(List.of(describe(topic))).all().get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicExistsException) {
                return true;
            }
            LOG.infof("Topic %s is not there yet: %s", topic, e.getMessage());
            TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
            return false;
        }
    }

    private NewTopic describe(String topic) {
        var retention = Long.toString(settings.retention().toMillis());
        var config = settings.compacted()
                ? Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_COMPACT,
                        // Each event stays as long as in the other topics; only then the newest of a key is enough.
                        TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG,
                        retention)
                : Map.of(TopicConfig.RETENTION_MS_CONFIG, retention);
        return new NewTopic(topic, Optional.of(settings.partitions()), Optional.empty()).configs(config);
    }
}
