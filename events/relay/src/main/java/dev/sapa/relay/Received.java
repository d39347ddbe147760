package dev.sapa.relay;

import java.time.Instant;
import java.util.UUID;

/**
 * An event as it came from Kafka.
 *
 * @param version the aggregate's version; 0 for events that have none
 */
public record Received<T>(UUID id, String type, UUID aggregateId, long version, UUID companyId, T payload, Instant at) {

    /**
     * Whether this event is the one to apply now.
     *
     * @param applied the version the projection stands at; 0 when it has none
     * @return false when it was applied already
     * @throws VersionGap when versions between are missing
     */
    public boolean isNext(long applied) {
        if (version > applied + 1) {
            throw new VersionGap(type, aggregateId, applied + 1, version);
        }
        return version == applied + 1;
    }
}
