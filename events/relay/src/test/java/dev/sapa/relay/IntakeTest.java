package dev.sapa.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sapa.events.EventHeader;
import dev.sapa.local.test.LocalServersResource;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a consumer makes of records that are doubled, early, late, unknown or poison (F27, F28, F29). */
@QuarkusTest
@WithTestResource(value = LocalServersResource.class, scope = TestResourceScope.GLOBAL)
class IntakeTest {

    private static final String TOPIC = "test.things.v1";
    private static final String TYPE = "test.thing-changed.v1";
    /** As RelaySettings has it. */
    private static final int CONCURRENCY = 128;

    private static final String DEAD_LETTERS = "test-relay.dead-letters.v1";

    @Inject
    ThingHandler things;

    @Inject
    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    private KafkaProducer<String, String> producer;

    @BeforeEach
    void connect() {
        producer =
                new KafkaProducer<>(Map.of("bootstrap.servers", kafka), new StringSerializer(), new StringSerializer());
    }

    @AfterEach
    void disconnect() {
        producer.close();
    }

    @Test
    void applies_doubled_early_and_late_events_once_each_and_in_order() {
        var thing = UUID.randomUUID();

        for (long version : new long[] {1, 1, 3, 2, 2, 5, 4, 1}) {
            send(event(thing, TYPE, version, "{\"name\":\"v" + version + "\"}"));
        }

        await().untilAsserted(() -> assertThat(things.applied(thing)).containsExactly("v1", "v2", "v3", "v4", "v5"));
    }

    /** After an outage one replica's backlog may come before another's, with every other version in it (F09). */
    @Test
    void finds_what_is_missing_behind_more_early_events_than_are_handled_at_once() {
        var thing = UUID.randomUUID();
        var later = IntStream.rangeClosed(2, 2 * CONCURRENCY)
                .mapToObj(version -> producer.send(event(thing, TYPE, version, "{\"name\":\"v" + version + "\"}")))
                .toList();
        assertThat(later).allSatisfy(sent -> assertThat(sent).succeedsWithin(Duration.ofSeconds(10)));
        send(event(thing, TYPE, 1, "{\"name\":\"v1\"}"));

        var inOrder = IntStream.rangeClosed(1, 2 * CONCURRENCY)
                .mapToObj(version -> "v" + version)
                .toList();
        await().untilAsserted(() -> assertThat(things.applied(thing)).containsExactlyElementsOf(inOrder));
    }

    @Test
    void takes_a_later_state_as_the_owners_word_when_versions_stay_away() {
        var thing = UUID.randomUUID();

        send(event(thing, TYPE, 1, "{\"name\":\"v1\"}"));
        send(event(thing, TYPE, 4, "{\"name\":\"v4\"}"));

        await().untilAsserted(() -> assertThat(things.applied(thing)).containsExactly("v1", "reconciled v4"));
    }

    @Test
    void retries_a_transient_failure_in_place() {
        var thing = UUID.randomUUID();
        things.failTransiently(thing, 3);

        send(event(thing, TYPE, 1, "{\"name\":\"v1\"}"));
        send(event(thing, TYPE, 2, "{\"name\":\"v2\"}"));

        await().untilAsserted(() -> assertThat(things.applied(thing)).containsExactly("v1", "v2"));
    }

    @Test
    void buries_poison_at_once_and_lets_the_others_flow() {
        var thing = UUID.randomUUID();
        var poison = new ArrayList<ProducerRecord<String, String>>();
        poison.add(event(thing, TYPE, 1, "not json"));
        poison.add(event(thing, TYPE, 1, "{\"name\":[]}"));
        poison.add(event(thing, TYPE, -3, "{\"name\":\"x\"}"));
        poison.add(event(thing, TYPE, 1, null));
        poison.add(new ProducerRecord<>(TOPIC, thing.toString(), "{\"name\":\"no headers\"}"));
        // A whole CloudEvent, so that everybody who knows them tries to read its time (F29).
        var undated = event(thing, TYPE, 1, "{\"name\":\"x\"}");
        undated.headers().remove(EventHeader.TIME);
        Map.of(EventHeader.SPEC_VERSION, "1.0", EventHeader.SOURCE, "/test", EventHeader.TIME, "yesterday")
                .forEach((name, value) -> undated.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        poison.add(undated);
        poison.forEach(this::send);
        send(event(thing, "test.from-the-future.v9", 1, "{}"));

        send(event(thing, TYPE, 1, "{\"name\":\"v1\"}"));

        await().untilAsserted(() -> assertThat(things.applied(thing)).containsExactly("v1"));
        assertThat(deadLetters(thing, poison.size())).hasSize(poison.size());
    }

    private void send(ProducerRecord<String, String> record) {
        assertThat(producer.send(record)).succeedsWithin(Duration.ofSeconds(10));
    }

    private static ProducerRecord<String, String> event(
            UUID thing, String type, long version, @Nullable String payload) {
        var record = new ProducerRecord<>(TOPIC, thing.toString(), payload);
        Map.of(
                        EventHeader.ID, UUID.randomUUID().toString(),
                        EventHeader.TYPE, type,
                        EventHeader.SUBJECT, thing.toString(),
                        EventHeader.COMPANY, UUID.randomUUID().toString(),
                        EventHeader.TIME, "2026-01-15T10:00:00Z",
                        EventHeader.VERSION, Long.toString(version))
                .forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return record;
    }

    private List<String> deadLetters(UUID thing, int expected) {
        var values = new ArrayList<String>();
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of(
                        "bootstrap.servers",
                        kafka,
                        "group.id",
                        UUID.randomUUID().toString(),
                        "auto.offset.reset",
                        "earliest"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.subscribe(List.of(DEAD_LETTERS));
            await().atMost(Duration.ofSeconds(20)).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    if (thing.toString().equals(record.key())) {
                        values.add(String.valueOf(record.value()));
                    }
                });
                return values.size() >= expected;
            });
        }
        return values;
    }

    /** A projection in memory; the real ones are tables. */
    @ApplicationScoped
    static class ThingHandler implements EventHandler<ThingHandler.Thing> {

        record Thing(String name) {}

        private final Map<UUID, Long> versions = new ConcurrentHashMap<>();
        private final Map<UUID, List<String>> applied = new ConcurrentHashMap<>();
        private final Map<UUID, AtomicInteger> failures = new ConcurrentHashMap<>();

        List<String> applied(UUID thing) {
            return applied.getOrDefault(thing, List.of());
        }

        void failTransiently(UUID thing, int times) {
            failures.put(thing, new AtomicInteger(times));
        }

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public Class<Thing> payload() {
            return Thing.class;
        }

        @Override
        public Uni<Void> apply(Received<Thing> event) {
            var failing = failures.get(event.aggregateId());
            if (failing != null && failing.getAndDecrement() > 0) {
                return Uni.createFrom().failure(new ConnectException("away"));
            }
            if (event.isNext(versions.getOrDefault(event.aggregateId(), 0L))) {
                note(event, event.payload().name());
            }
            return Uni.createFrom().voidItem();
        }

        @Override
        public Uni<Void> reconcile(Received<Thing> event) {
            note(event, "reconciled " + event.payload().name());
            return Uni.createFrom().voidItem();
        }

        private void note(Received<Thing> event, String what) {
            versions.put(event.aggregateId(), event.version());
            applied.computeIfAbsent(event.aggregateId(), thing -> new CopyOnWriteArrayList<>())
                    .add(what);
        }
    }
}
