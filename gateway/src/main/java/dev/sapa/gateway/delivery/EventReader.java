package dev.sapa.gateway.delivery;

import dev.sapa.events.Topic;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.util.concurrent.EventExecutor;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads all partitions of the services' topics without a group, on one thread of its own: conversations from now on,
 * auth-service's compacted topic from its beginning. Partitions that appear later are read from their beginning.
 */
@ApplicationScoped
public class EventReader {

    private static final Logger LOG = Logger.getLogger(EventReader.class);
    private static final List<String> TOPICS = List.of(Topic.AUTH, Topic.CHAT, Topic.ROUTING);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** Events whose tellings may wait for the event loops, each perhaps to thousands of sockets; more stay in Kafka. */
    private static final int AHEAD = 64;

    /** Between fetches that brought something: under load a record each would cost a request each. */
    private static final long GATHER_MILLIS = 5;

    private final Vertx vertx;
    private final EventRouter router;
    private final DeliverySettings settings;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "event-reader"));
    private @Nullable KafkaConsumer<byte[], byte[]> consumer;
    private @Nullable Metric fetches;
    private double fetchesSeen;
    private long partitionsCheckedAt;
    private Set<TopicPartition> assigned = Set.of();
    private volatile boolean positioned;
    private volatile boolean stopping;
    private volatile long answeredAt = System.nanoTime();
    private volatile long lastLagMillis;

    EventReader(Vertx vertx, EventRouter router, DeliverySettings settings, MeterRegistry meters) {
        this.vertx = vertx;
        this.router = router;
        this.settings = settings;
        meters.gauge("sapa.gateway.events.silence.seconds", this, reader -> reader.silentNanos() / 1e9);
        meters.gauge("sapa.gateway.events.lag.seconds", this, reader -> reader.lastLagMillis / 1e3);
    }

    void start(@Observes StartupEvent started) {
        thread.execute(this::step);
    }

    void stop(@Observes ShutdownEvent stopped) {
        stopping = true;
        thread.execute(this::close);
        thread.shutdown();
    }

    /** Whether what happens from now on will be seen. */
    public boolean isPositioned() {
        return positioned;
    }

    /** Whether Kafka has not answered for a while: what happens meanwhile must be asked for. */
    public boolean isSilent() {
        return !positioned || silentNanos() > settings.silence().toNanos();
    }

    private long silentNanos() {
        return System.nanoTime() - answeredAt;
    }

    private void step() {
        long pauseMillis = 0;
        try {
            var open = consumer == null ? open() : consumer;
            if (dueForPartitions()) {
                assign(open);
            }
            if (poll(open)) {
                var unused = loopsCaughtUp().thenRun(() -> again(GATHER_MILLIS));
                return;
            }
        } catch (KafkaException failure) {
            LOG.warnf("Events cannot be read at the moment: %s", failure.getMessage());
            pauseMillis = 500;
        } catch (RuntimeException unexpected) {
            LOG.error("Events cannot be read at the moment", unexpected);
            pauseMillis = 500;
        }
        again(pauseMillis);
    }

    private void again(long pauseMillis) {
        if (!stopping) {
            try {
                var unused = thread.schedule(this::step, pauseMillis, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException ended) {
                LOG.debug("The event reader was stopped");
            }
        }
    }

    private KafkaConsumer<byte[], byte[]> open() {
        var created = new KafkaConsumer<byte[], byte[]>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        settings.kafka(),
                        ConsumerConfig.CLIENT_ID_CONFIG,
                        "gateway",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "latest",
                        ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                        250,
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        AHEAD,
                        ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                        1000,
                        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        (int) PATIENCE.toMillis(),
                        ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        (int) PATIENCE.toMillis()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        consumer = created;
        fetches = created.metrics().entrySet().stream()
                .filter(entry -> entry.getKey().name().equals("fetch-total")
                        && entry.getKey().group().equals("consumer-fetch-manager-metrics"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The Kafka client counts no fetches"));
        return created;
    }

    private boolean dueForPartitions() {
        boolean checkable = assigned.isEmpty() || !isSilent();
        long age = System.nanoTime() - partitionsCheckedAt;
        return !positioned || (checkable && age > settings.partitionCheck().toNanos());
    }

    private void assign(KafkaConsumer<byte[], byte[]> open) {
        var found = new HashSet<TopicPartition>();
        for (var topic : TOPICS) {
            for (var partition : open.partitionsFor(topic, PATIENCE)) {
                found.add(new TopicPartition(topic, partition.partition()));
            }
        }
        partitionsCheckedAt = System.nanoTime();
        if (!found.equals(assigned)) {
            open.assign(found);
            position(open, found);
            assigned = Set.copyOf(found);
        }
        if (!positioned) {
            positioned = true;
            LOG.infof("Events are read from %d partitions", found.size());
        }
    }

    private void position(KafkaConsumer<byte[], byte[]> open, Set<TopicPartition> found) {
        var fresh = new ArrayList<TopicPartition>(found);
        fresh.removeAll(assigned);
        var fromBeginning = fresh.stream()
                .filter(partition -> positioned || partition.topic().equals(Topic.AUTH))
                .toList();
        var fromEnd = new ArrayList<>(fresh);
        fromEnd.removeAll(fromBeginning);
        if (!fromBeginning.isEmpty()) {
            open.seekToBeginning(fromBeginning);
        }
        if (!fromEnd.isEmpty()) {
            open.seekToEnd(fromEnd);
        }
        fresh.forEach(partition -> open.position(partition, PATIENCE));
    }

    /** Whether there was anything. */
    private boolean poll(KafkaConsumer<byte[], byte[]> open) {
        if (assigned.isEmpty()) {
            return false;
        }
        var records = open.poll(POLL);
        var counter = fetches;
        double fetched = counter != null && counter.metricValue() instanceof Double count ? count : 0;
        if (!records.isEmpty() || fetched > fetchesSeen) {
            answeredAt = System.nanoTime();
            fetchesSeen = fetched;
        }
        for (var event : records) {
            if (!event.topic().equals(Topic.AUTH)) {
                lastLagMillis = Math.max(0, System.currentTimeMillis() - event.timestamp());
            }
            router.route(event);
        }
        return !records.isEmpty();
    }

    /** Completes when the event loops have come to what was handed to them so far, or when patience ends. */
    private CompletableFuture<Void> loopsCaughtUp() {
        var loops = new ArrayList<EventExecutor>();
        ((VertxInternal) vertx).getEventLoopGroup().forEach(loops::add);
        var behind = new AtomicInteger(loops.size());
        var done = new CompletableFuture<Void>();
        try {
            for (var loop : loops) {
                loop.execute(() -> {
                    if (behind.decrementAndGet() == 0) {
                        done.complete(null);
                    }
                });
            }
        } catch (RejectedExecutionException ended) {
            done.complete(null);
        }
        return done.completeOnTimeout(null, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void close() {
        var open = consumer;
        if (open != null) {
            open.close(CloseOptions.timeout(Duration.ofMillis(500)));
        }
    }
}
