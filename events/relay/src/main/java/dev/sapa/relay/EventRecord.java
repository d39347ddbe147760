package dev.sapa.relay;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sapa.events.EventHeader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.UUID;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** A Kafka record read as a CloudEvent; its payload is not parsed yet. */
record EventRecord(
        UUID id,
        String type,
        UUID aggregateId,
        long version,
        UUID companyId,
        Instant at,
        @Nullable String payload) {

    /**
     * @throws PoisonEvent when a header that every event carries is missing or malformed
     */
    static EventRecord of(Headers headers, byte @Nullable [] payload) {
        try {
            var version = text(headers, EventHeader.VERSION);
            return new EventRecord(
                    UUID.fromString(require(headers, EventHeader.ID)),
                    require(headers, EventHeader.TYPE),
                    UUID.fromString(require(headers, EventHeader.SUBJECT)),
                    version == null ? 0 : positive(version),
                    UUID.fromString(require(headers, EventHeader.COMPANY)),
                    Instant.parse(require(headers, EventHeader.TIME)),
                    payload == null ? null : new String(payload, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw new PoisonEvent("Malformed CloudEvents header", e);
        }
    }

    static @Nullable String text(Headers headers, String name) {
        var header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    /**
     * @throws PoisonEvent when there is no payload, or it is not the JSON of {@code kind}
     */
    <T> T parse(Class<T> kind) {
        if (payload == null) {
            throw new PoisonEvent("No payload in an event of type " + type);
        }
        try {
            return EventJson.MAPPER.readValue(payload, kind);
        } catch (JsonProcessingException e) {
            throw new PoisonEvent("Not the JSON of " + type, e);
        }
    }

    <T> Received<T> received(T body) {
        return new Received<>(id, type, aggregateId, version, companyId, body, at);
    }

    private static String require(Headers headers, String name) {
        var value = text(headers, name);
        if (value == null) {
            throw new PoisonEvent("No header " + name);
        }
        return value;
    }

    private static long positive(String version) {
        long number = Long.parseLong(version);
        if (number <= 0) {
            throw new IllegalArgumentException("A version starts at 1, not at " + number);
        }
        return number;
    }
}
