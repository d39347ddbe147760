package dev.sapa.relay;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Hands committed events to Kafka. One thread sends, since a producer without metadata blocks its caller; the order of
 * {@link #offer} calls is the order of records. What Kafka does not take in time stays in the outbox for the sweeper.
 */
@ApplicationScoped
class Publisher {

    private static final Logger LOG = Logger.getLogger(Publisher.class);

    private final LinkedBlockingQueue<OutboxRow> queue = new LinkedBlockingQueue<>();
    private final Set<UUID> inFlight = ConcurrentHashMap.newKeySet();
    private final OutboxStore outbox;
    private final RelayProbe probe;
    private final RelaySettings settings;
    private final MeterRegistry meters;
    private final String bootstrapServers;
    private volatile @Nullable Producer<String, byte[]> producer;
    private volatile boolean stopping;
    private @Nullable Thread sender;

    Publisher(
            OutboxStore outbox,
            RelayProbe probe,
            RelaySettings settings,
            MeterRegistry meters,
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
        this.outbox = outbox;
        this.probe = probe;
        this.settings = settings;
        this.meters = meters;
        this.bootstrapServers = bootstrapServers;
    }

    void start(@Observes StartupEvent event) {
        meters.gauge("sapa_relay_backlog", queue, LinkedBlockingQueue::size);
        var thread = new Thread(this::sendWhatComes, "event-publisher");
        thread.setDaemon(true);
        thread.start();
        sender = thread;
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        var thread = sender;
        if (thread != null) {
            thread.interrupt();
            thread.join(Duration.ofSeconds(3).toMillis());
        }
        var open = producer;
        if (open != null) {
            open.close(Duration.ofSeconds(3));
        }
    }

    /** Takes a committed event; never blocks and never fails: the outbox still has it. */
    void offer(OutboxRow row) {
        probe.reached(RelayProbe.Point.COMMITTED);
        if (queue.size() < settings.backlog()) {
            inFlight.add(row.id());
            queue.add(row);
        }
    }

    boolean isInFlight(UUID event) {
        return inFlight.contains(event);
    }

    /** Completes when the broker has the event; fails when it did not take it in time. */
    Uni<Void> send(OutboxRow row) {
        return Uni.createFrom().emitter(emitter -> {
            var unused = producer().send(row.record(), (metadata, failure) -> {
                if (failure == null) {
                    emitter.complete(null);
                } else {
                    emitter.fail(failure);
                }
            });
        });
    }

    private void sendWhatComes() {
        while (!stopping) {
            try {
                hand(queue.take());
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.warnf("Kafka did not take an event, the sweeper will send it: %s", e.getMessage());
            }
        }
    }

    private void hand(OutboxRow row) {
        probe.reached(RelayProbe.Point.HANDED_OFF);
        try {
            var unused = producer().send(row.record(), (metadata, failure) -> settle(row, failure));
        } catch (RuntimeException e) {
            inFlight.remove(row.id());
            throw e;
        }
    }

    private void settle(OutboxRow row, @Nullable Exception failure) {
        if (failure == null) {
            probe.reached(RelayProbe.Point.ACKNOWLEDGED);
            outbox.sent(row.id(), () -> inFlight.remove(row.id()));
            meters.counter("sapa_relay_published", "topic", row.topic()).increment();
        } else {
            inFlight.remove(row.id());
            meters.counter("sapa_relay_unpublished", "topic", row.topic()).increment();
        }
    }

    private Producer<String, byte[]> producer() {
        var open = producer;
        if (open == null) {
            synchronized (this) {
                open = producer;
                if (open == null) {
                    open = new KafkaProducer<>(properties(), new StringSerializer(), new ByteArraySerializer());
                    producer = open;
                }
            }
        }
        return open;
    }

    private Map<String, Object> properties() {
        var properties = new HashMap<String, Object>();
        properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        // Milliseconds. A request for each record costs the broker and five consumers more than the wait is worth.
        // Whoever is at the same gateway does not wait for Kafka.
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 3);
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, 65_536);
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 15_000);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
        properties.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        return properties;
    }
}
