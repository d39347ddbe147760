package dev.sapa.analytics;

import dev.sapa.analytics.definition.Measure;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a script must come to, added up while it is written: plain sums, by group and key. */
public final class Arithmetic {

    /** Where days do not begin with those of UTC, not even with an hour of it, and where a clock changes. */
    public static final List<ZoneId> ZONES = List.of(ZoneId.of("Asia/Kolkata"), ZoneId.of("Europe/Berlin"));

    /** How many, and how many seconds together. */
    public record Sum(long count, long seconds) {

        public static final Sum NONE = new Sum(0, 0);

        Sum plus(Sum other) {
            return new Sum(count + other.count, seconds + other.seconds);
        }
    }

    private record Entry(
            Instant at, @Nullable UUID department, @Nullable UUID agent, Measure measure, Sum sum) {}

    private final Map<String, Map<String, Map<Measure, Sum>>> sums = new HashMap<>();
    private final List<Entry> pending = new ArrayList<>();

    void count(Instant at, @Nullable UUID department, @Nullable UUID agent, Measure measure, long count) {
        pending.add(new Entry(at, department, agent, measure, new Sum(count, 0)));
    }

    void time(Instant at, @Nullable UUID department, @Nullable UUID agent, Measure measure, Instant since) {
        time(at, department, agent, measure, since, at);
    }

    /** A time that counts at another moment than its end. */
    void time(
            Instant at,
            @Nullable UUID department,
            @Nullable UUID agent,
            Measure measure,
            Instant since,
            Instant until) {
        pending.add(
                new Entry(at, department, agent, measure, new Sum(1, until.getEpochSecond() - since.getEpochSecond())));
    }

    /** The conversation is complete; only now its tags are known. */
    void book(String topic, List<String> tags) {
        for (var entry : pending) {
            add("none", "", entry);
            add("agent", key(entry.agent()), entry);
            add("department", key(entry.department()), entry);
            add("topic", topic, entry);
            tags.forEach(tag -> add("tag", tag, entry));
            for (var zone : ZONES) {
                add("day " + zone, LocalDate.ofInstant(entry.at(), zone).toString(), entry);
                add("hour " + zone, "%02d".formatted(entry.at().atZone(zone).getHour()), entry);
            }
            if (entry.agent() != null) {
                add("topics of " + entry.agent(), topic, entry);
                add("departments of " + entry.agent(), key(entry.department()), entry);
            }
        }
        pending.clear();
    }

    public Map<String, Map<Measure, Sum>> by(String group) {
        return sums.getOrDefault(group, Map.of());
    }

    public Sum sum(String group, String key, Measure measure) {
        return by(group).getOrDefault(key, Map.of()).getOrDefault(measure, Sum.NONE);
    }

    private void add(String group, String key, Entry entry) {
        sums.computeIfAbsent(group, ignored -> new HashMap<>())
                .computeIfAbsent(key, ignored -> new HashMap<>())
                .merge(entry.measure(), entry.sum(), Sum::plus);
    }

    private static String key(@Nullable UUID id) {
        return id == null ? "" : id.toString();
    }
}
