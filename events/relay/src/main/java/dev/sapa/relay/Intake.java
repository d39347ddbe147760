package dev.sapa.relay;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/**
 * Reads the topics of this service. A record is acknowledged when its effect is committed, so that a crash delivers it
 * again; as long as handlers are held up the connector pauses the partitions. Poison goes to the dead-letter topic.
 */
@ApplicationScoped
@IfBuildProperty(name = "sapa.relay.consume", stringValue = "true", enableIfMissing = true)
class Intake {

    private static final Logger LOG = Logger.getLogger(Intake.class);

    private final Multi<Message<byte[]>> records;
    private final Handlers handlers;
    private final RelaySettings settings;
    private final MeterRegistry meters;
    private final AtomicInteger aside = new AtomicInteger();

    Intake(
            @Channel("sapa-events") Multi<Message<byte[]>> records,
            Handlers handlers,
            RelaySettings settings,
            MeterRegistry meters) {
        this.records = records;
        this.handlers = handlers;
        this.settings = settings;
        this.meters = meters;
    }

    void start(@Observes StartupEvent event) {
        records.onItem()
                .transformToUni(this::take)
                .merge(settings.concurrency())
                .subscribe()
                .with(done -> {}, failure -> LOG.error("Events are no longer consumed", failure));
    }

    /**
     * Completes when the next record may come: this one is through, or it waits aside for one that has to come first, which
     * may lie behind more of its kind than are handled at once.
     */
    private Uni<Void> take(Message<byte[]> message) {
        return Uni.createFrom().emitter(place -> {
            var isAside = new AtomicBoolean();
            Uni.createFrom()
                    .deferred(() -> handle(message, () -> giveUp(place, isAside)))
                    .chain(() -> Uni.createFrom().completionStage(message::ack))
                    .onFailure()
                    .recoverWithUni(failure -> bury(message, failure))
                    .onTermination()
                    .invoke(() -> {
                        // Whoever comes to put it aside only now is too late.
                        if (!isAside.compareAndSet(false, true)) {
                            aside.decrementAndGet();
                        }
                    })
                    .subscribe()
                    .with(place::complete, failure -> {
                        LOG.errorf("An event could not be buried and stays unread: %s", failure.getMessage());
                        place.fail(failure);
                    });
        });
    }

    private void giveUp(UniEmitter<? super Void> place, AtomicBoolean isAside) {
        if (isAside.compareAndSet(false, true) && aside.incrementAndGet() <= settings.aside()) {
            place.complete(null);
        }
    }

    private Uni<Void> handle(Message<byte[]> message, Runnable aside) {
        var headers = message.getMetadata(IncomingKafkaRecordMetadata.class)
                .orElseThrow(() -> new IllegalStateException("Not a Kafka record"))
                .getHeaders();
        var type = EventRecord.text(headers, dev.sapa.events.EventHeader.TYPE);
        if (type != null && !handlers.know(type)) {
            meters.counter("sapa_relay_ignored", "type", type).increment();
            return Uni.createFrom().voidItem();
        }
        var event = EventRecord.of(headers, message.getPayload());
        return handlers.handle(event, aside).invoke(() -> meters.counter("sapa_relay_applied", "type", event.type())
                .increment());
    }

    private Uni<Void> bury(Message<byte[]> message, Throwable failure) {
        LOG.errorf("An event goes to the dead-letter topic: %s", failure.getMessage());
        meters.counter("sapa_relay_dead_letters").increment();
        return Uni.createFrom().completionStage(() -> message.nack(failure));
    }
}
