package dev.sapa.analytics.export;

import dev.sapa.analytics.definition.ConversationFacts;
import dev.sapa.analytics.definition.Measure;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A conversation as one row. Times are in seconds; null where there is none. What the measures mean: {@link Measure}.
 *
 * @param firstAgentId  who answered first
 * @param agentIds      everybody who had it or wrote in it
 * @param waitSeconds   of its first answered wait
 * @param nextResponses how many replies answered something
 * @param handleSeconds of all ended segments together
 */
record ExportRow(
        UUID conversationId,
        long number,
        String channel,
        String topic,
        List<String> tags,
        String status,
        @Nullable UUID departmentId,
        @Nullable String department,
        @Nullable UUID firstAgentId,
        @Nullable String firstAgent,
        List<UUID> agentIds,
        Instant startedAt,
        @Nullable Instant endedAt,
        long offered,
        long answered,
        long abandoned,
        long returned,
        long transferred,
        long messages,
        @Nullable Double waitSeconds,
        @Nullable Double firstResponseSeconds,
        @Nullable Double sessionResponseSeconds,
        long nextResponses,
        @Nullable Double nextResponseMeanSeconds,
        double handleSeconds,
        @Nullable Double resolutionSeconds,
        @Nullable Integer rating) {

    static ExportRow of(
            UUID conversation, ConversationFacts facts, Map<UUID, String> departments, Map<UUID, String> agents) {
        var first = facts.firstAnswer() == null ? null : facts.firstAnswer().agentId();
        var department = facts.departmentId();
        var next = facts.total(Measure.NEXT_RESPONSE);
        return new ExportRow(
                conversation,
                facts.number(),
                facts.channel(),
                facts.topic(),
                facts.tags(),
                facts.status().toString(),
                department,
                department == null ? null : departments.get(department),
                first,
                first == null ? null : agents.get(first),
                facts.agentIds(),
                facts.startedAt(),
                facts.endedAt(),
                facts.total(Measure.OFFERED).count(),
                facts.total(Measure.WAIT).count(),
                facts.total(Measure.ABANDON_WAIT).count(),
                facts.total(Measure.RETURNED).count(),
                facts.total(Measure.TRANSFERRED).count(),
                facts.total(Measure.MESSAGES).count(),
                seconds(facts.firstWait()),
                seconds(facts.firstResponse()),
                single(facts, Measure.SESSION_RESPONSE),
                next.count(),
                next.count() == 0 ? null : seconds(next.millis() / next.count()),
                facts.total(Measure.HANDLE).millis() / 1000.0,
                single(facts, Measure.RESOLUTION),
                facts.rated() == null ? null : Integer.valueOf(facts.rated().value()));
    }

    private static @Nullable Double single(ConversationFacts facts, Measure measure) {
        var total = facts.total(measure);
        return total.count() == 0 ? null : seconds(total.millis());
    }

    private static @Nullable Double seconds(@Nullable Long millis) {
        return millis == null ? null : Double.valueOf(millis / 1000.0);
    }
}
