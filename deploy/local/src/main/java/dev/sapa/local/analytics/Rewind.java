package dev.sapa.local.analytics;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.apache.kafka.common.errors.UnknownMemberIdException;

/**
 * Lets a consumer group read all that Kafka still has again, from the earliest record. The group may be reading: its members
 * are sent away for a moment and come back by themselves, what they had under way is delivered again.
 */
public final class Rewind implements AutoCloseable {

    private static final int ATTEMPTS = 20;

    private final Admin admin;
    private final String group;

    public Rewind(String bootstrapServers, String group) {
        this.admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
        this.group = group;
    }

    /**
     * Goes back to the earliest records.
     *
     * @return where each partition the group has read ends by now; empty if it has read nothing yet, then it begins with the
     *     earliest anyway
     */
    public Map<TopicPartition, Long> toEarliest() throws ExecutionException, InterruptedException {
        var partitions = committed().keySet();
        var earliest = offsets(partitions, OffsetSpec.earliest());
        var ends = offsets(partitions, OffsetSpec.latest());
        for (int attempt = 1; !partitions.isEmpty(); attempt++) {
            try {
                admin.removeMembersFromConsumerGroup(group, new RemoveMembersFromConsumerGroupOptions())
                        .all()
                        .get();
                admin.alterConsumerGroupOffsets(
                                group,
                                earliest.entrySet().stream()
                                        .collect(Collectors.toMap(
                                                Map.Entry::getKey, entry -> new OffsetAndMetadata(entry.getValue()))))
                        .all()
                        .get();
                break;
            } catch (ExecutionException e) {
                // Somebody came back in between.
                var again = e.getCause() instanceof UnknownMemberIdException
                        || e.getCause() instanceof GroupNotEmptyException;
                if (!again || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
        return ends;
    }

    /** How many records before these ends the group has not finished yet. */
    public long left(Map<TopicPartition, Long> ends) throws ExecutionException, InterruptedException {
        var committed = committed();
        return ends.entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue() - committed.getOrDefault(end.getKey(), 0L)))
                .sum();
    }

    @Override
    public void close() {
        admin.close();
    }

    private Map<TopicPartition, Long> committed() throws ExecutionException, InterruptedException {
        var committed = new HashMap<TopicPartition, Long>();
        admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get()
                .forEach((partition, offset) -> {
                    if (offset != null) {
                        committed.put(partition, offset.offset());
                    }
                });
        return committed;
    }

    private Map<TopicPartition, Long> offsets(Collection<TopicPartition> partitions, OffsetSpec which)
            throws ExecutionException, InterruptedException {
        var offsets = new HashMap<TopicPartition, Long>();
        var found = admin.listOffsets(
                        partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> which)))
                .all()
                .get();
        found.forEach((partition, offset) -> offsets.put(partition, offset.offset()));
        return offsets;
    }
}
