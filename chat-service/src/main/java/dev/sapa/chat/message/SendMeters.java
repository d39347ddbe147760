package dev.sapa.chat.message;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** How the send path does. */
@ApplicationScoped
class SendMeters {

    private final MeterRegistry registry;
    private final DistributionSummary batchSize;
    private final Timer ack;
    private final Counter posted;
    private final Counter duplicates;

    SendMeters(MeterRegistry registry) {
        this.registry = registry;
        this.batchSize = DistributionSummary.builder("sapa_chat_send_batch_size")
                .description("Messages in one transaction")
                .serviceLevelObjectives(1, 2, 4, 8, 16, 32, 64, 128, 256)
                .register(registry);
        this.ack = Timer.builder("sapa_chat_send_ack")
                .description("From a message's arrival to the answer after its commit")
                .serviceLevelObjectives(
                        Duration.ofMillis(2),
                        Duration.ofMillis(5),
                        Duration.ofMillis(10),
                        Duration.ofMillis(15),
                        Duration.ofMillis(25),
                        Duration.ofMillis(50),
                        Duration.ofMillis(100),
                        Duration.ofMillis(250),
                        Duration.ofSeconds(1))
                .register(registry);
        this.posted = registry.counter("sapa_chat_messages_posted");
        this.duplicates = registry.counter("sapa_chat_messages_repeated");
    }

    void pending(AtomicInteger pending) {
        registry.gauge("sapa_chat_send_pending", pending);
    }

    void batch(int size) {
        batchSize.record(size);
    }

    void answered(Send send, Answer answer) {
        ack.record(System.nanoTime() - send.sentAt(), TimeUnit.NANOSECONDS);
        if (answer instanceof Answer.Posted message) {
            (message.duplicate() ? duplicates : posted).increment();
        }
    }
}
