package dev.sapa.relay;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event on its way to the outbox.
 *
 * @param version     the aggregate's version with this change, gap-free from 1; 0 for events that have none
 * @param aggregateId what happened to; becomes the record key
 * @param payload     a record of {@code dev.sapa.events}
 * @param status      the conversation's status after the event, as a routing hint for gateways
 */
public record OutgoingEvent(
        UUID id,
        String topic,
        String type,
        UUID aggregateId,
        long version,
        UUID companyId,
        Object payload,
        Instant at,
        @Nullable UUID conversationId,
        @Nullable UUID staffId,
        @Nullable UUID departmentId,
        @Nullable String status) {

    public static OutgoingEvent of(
            String topic, String type, UUID aggregateId, long version, UUID companyId, Object payload) {
        return new OutgoingEvent(
                UuidCreator.getTimeOrderedEpoch(),
                topic,
                type,
                aggregateId,
                version,
                companyId,
                payload,
                Instant.now(),
                null,
                null,
                null,
                null);
    }

    public OutgoingEvent about(UUID conversation) {
        return new OutgoingEvent(
                id,
                topic,
                type,
                aggregateId,
                version,
                companyId,
                payload,
                at,
                conversation,
                staffId,
                departmentId,
                status);
    }

    public OutgoingEvent concerning(@Nullable UUID staff) {
        return new OutgoingEvent(
                id,
                topic,
                type,
                aggregateId,
                version,
                companyId,
                payload,
                at,
                conversationId,
                staff,
                departmentId,
                status);
    }

    public OutgoingEvent inDepartment(@Nullable UUID department) {
        return new OutgoingEvent(
                id,
                topic,
                type,
                aggregateId,
                version,
                companyId,
                payload,
                at,
                conversationId,
                staffId,
                department,
                status);
    }

    public OutgoingEvent withStatus(String newStatus) {
        return new OutgoingEvent(
                id,
                topic,
                type,
                aggregateId,
                version,
                companyId,
                payload,
                at,
                conversationId,
                staffId,
                departmentId,
                newStatus);
    }
}
