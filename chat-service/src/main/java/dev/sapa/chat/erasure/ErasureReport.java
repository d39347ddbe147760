package dev.sapa.chat.erasure;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What became of the wish to forget a visitor.
 *
 * @param state       {@code running} or {@code done}
 * @param services    who had something to forget, and has or has not
 * @param remains     what is not removed at once, and until when it is there
 * @param completedAt when the last one had forgotten
 */
record ErasureReport(
        UUID id,
        UUID visitorId,
        @Nullable UUID askedBy,
        Instant askedAt,
        String state,
        List<ServicePart> services,
        List<Remainder> remains,
        @Nullable Instant completedAt) {

    static final String OWN = "chat";
    private static final String RUNNING = "running";
    private static final String DONE = "done";

    /** @param erased how many of what, over all conversations */
    record ServicePart(
            String service,
            String state,
            long conversations,
            Map<String, Long> erased,
            @Nullable Instant erasedAt) {}

    /** @param until null for what says nothing about the visitor any more */
    record Remainder(String where, String what, @Nullable Instant until) {}

    static ErasureReport of(Erasure erasure, List<Erasure.Part> parts, List<String> services, Duration eventsStay) {
        var all = Stream.concat(Stream.of(OWN), services.stream())
                .map(service -> part(service, erasure, parts))
                .toList();
        var last = parts.stream()
                .filter(part -> part.service().equals(OWN))
                .map(Erasure.Part::erasedAt)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(erasure.askedAt());
        return new ErasureReport(
                erasure.id(),
                erasure.visitorId(),
                erasure.askedBy(),
                erasure.askedAt(),
                erasure.completedAt() == null ? RUNNING : DONE,
                all,
                remains(last.plus(eventsStay)),
                erasure.completedAt());
    }

    private static ServicePart part(String service, Erasure erasure, List<Erasure.Part> parts) {
        var own = parts.stream().filter(part -> part.service().equals(service)).toList();
        var open = own.stream().anyMatch(part -> part.erasedAt() == null);
        var done = erasure.completedAt() != null || (!own.isEmpty() && !open && !service.equals(OWN));
        var erased = new TreeMap<String, Long>();
        for (var part : own) {
            if (part.erased() != null) {
                new JsonObject(part.erased())
                        .forEach(count ->
                                erased.merge(count.getKey(), ((Number) count.getValue()).longValue(), Long::sum));
            }
        }
        if (service.equals(OWN)) {
            erased.put("identities", erasure.identities());
        }
        var times = new ArrayList<>(own.stream()
                .map(Erasure.Part::erasedAt)
                .filter(Objects::nonNull)
                .toList());
        if (done && erasure.completedAt() != null && (own.isEmpty() || service.equals(OWN))) {
            times.add(erasure.completedAt());
        }
        return new ServicePart(
                service,
                done ? DONE : RUNNING,
                own.size(),
                erased,
                done ? times.stream().max(Comparator.naturalOrder()).orElse(null) : null);
    }

    private static List<Remainder> remains(Instant eventsGone) {
        return List.of(
                new Remainder("kafka", "events of the conversations, texts of messages among them", eventsGone),
                new Remainder(
                        "analytics", "counts and times of the conversations, without topics and identifiers", null),
                new Remainder("routing", "who had the conversations and when, by ids that lead nowhere", null));
    }
}
