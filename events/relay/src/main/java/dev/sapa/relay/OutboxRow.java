package dev.sapa.relay;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sapa.events.EventHeader;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** An event as it lies in the outbox and goes to Kafka. */
record OutboxRow(
        UUID id, int bucket, String topic, String key, long version, Map<String, String> headers, String payload) {

    /** Enough that sweepers of several replicas rarely wait for each other. */
    static final int BUCKETS = 16;

    static OutboxRow of(OutgoingEvent event) {
        var headers = new LinkedHashMap<String, String>();
        headers.put(EventHeader.SPEC_VERSION, "1.0");
        headers.put(EventHeader.ID, event.id().toString());
        headers.put(EventHeader.TYPE, event.type());
        headers.put(EventHeader.SOURCE, "/" + event.topic().replace('.', '/'));
        headers.put(EventHeader.TIME, event.at().toString());
        headers.put(EventHeader.SUBJECT, event.aggregateId().toString());
        headers.put(EventHeader.COMPANY, event.companyId().toString());
        headers.put(EventHeader.CONTENT_TYPE, "application/json");
        if (event.version() > 0) {
            headers.put(EventHeader.VERSION, Long.toString(event.version()));
        }
        putIfKnown(headers, EventHeader.CONVERSATION, event.conversationId());
        putIfKnown(headers, EventHeader.STAFF, event.staffId());
        putIfKnown(headers, EventHeader.DEPARTMENT, event.departmentId());
        putIfKnown(headers, EventHeader.STATUS, event.status());
        W3CTraceContextPropagator.getInstance()
                .inject(Context.current(), headers, (carrier, key, value) -> headers.put(key, value));
        var key = event.aggregateId().toString();
        return new OutboxRow(
                event.id(),
                Math.floorMod(key.hashCode(), BUCKETS),
                event.topic(),
                key,
                event.version(),
                headers,
                json(event));
    }

    ProducerRecord<String, byte[]> record() {
        var record = new ProducerRecord<>(topic, key, payload.getBytes(StandardCharsets.UTF_8));
        headers.forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return record;
    }

    private static String json(OutgoingEvent event) {
        try {
            return EventJson.MAPPER.writeValueAsString(event.payload());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("No JSON for an event of type " + event.type(), e);
        }
    }

    private static void putIfKnown(Map<String, String> headers, String name, @Nullable Object value) {
        if (value != null) {
            headers.put(name, value.toString());
        }
    }
}
