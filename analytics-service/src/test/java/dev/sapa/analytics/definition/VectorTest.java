package dev.sapa.analytics.definition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sapa.events.Conversation.Responder;
import dev.sapa.events.Conversation.Status;
import dev.sapa.events.ConversationChanged.Cause;
import dev.sapa.events.MessagePosted.Author;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The public test vectors: events in, expected numbers out. Their form is described in the README. */
class VectorTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path VECTORS = Path.of("src/test/resources/vectors");

    static List<Path> vectors() throws IOException {
        try (Stream<Path> files = Files.list(VECTORS)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("vectors")
    void the_numbers_are_the_expected_ones(Path file) throws IOException {
        var vector = JSON.readTree(Files.readString(file));
        var outcome = Definitions.facts(events(vector.path("events")));
        var expected = vector.path("expected");

        assertThat(sums(outcome, contribution -> "all").getOrDefault("all", Map.of()))
                .as("totals")
                .isEqualTo(totals(expected.path("totals")));
        verify(expected.path("credits"), sums(outcome, one -> one.agentId() == null ? "" : text(one.agentId())));
        verify(
                expected.path("departments"),
                sums(outcome, one -> one.departmentId() == null ? "" : text(one.departmentId())));
        if (expected.has("days")) {
            var zone = ZoneId.of(expected.path("time_zone").asText());
            verify(expected.path("days"), sums(outcome, one -> LocalDate.ofInstant(one.at(), zone)
                    .toString()));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("vectors")
    void the_order_of_arrival_and_repetitions_do_not_matter(Path file) throws IOException {
        var events = events(JSON.readTree(Files.readString(file)).path("events"));
        var shuffled = new ArrayList<>(events);
        shuffled.addAll(events);
        Collections.shuffle(shuffled, new Random(7));

        assertThat(Definitions.facts(shuffled)).isEqualTo(Definitions.facts(events));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("vectors")
    void the_facts_hold_the_sum_of_all_contributions(Path file) throws IOException {
        var outcome =
                Definitions.facts(events(JSON.readTree(Files.readString(file)).path("events")));

        sums(outcome, contribution -> "all").getOrDefault("all", Map.of()).forEach((measure, total) -> assertThat(
                        outcome.facts().total(Measure.valueOf(measure.toUpperCase(Locale.ROOT))))
                .isEqualTo(total));
    }

    private static void verify(JsonNode expected, Map<String, Map<String, Total>> sums) {
        expected.properties().forEach(measure -> {
            var found = new TreeMap<String, Long>();
            var names = new TreeMap<String, Long>();
            measure.getValue().properties().forEach(each -> {
                names.put(each.getKey(), each.getValue().asLong());
                var key = sums.containsKey(each.getKey()) ? each.getKey() : text(id(each.getKey()));
                var total = sums.getOrDefault(key, Map.of()).getOrDefault(measure.getKey(), Total.NONE);
                found.put(each.getKey(), isTimed(measure.getKey()) ? total.millis() / 1000 : total.count());
            });
            assertThat(found).as(measure.getKey()).isEqualTo(names);
        });
    }

    private static Map<String, Map<String, Total>> sums(
            Definitions.Outcome outcome, Function<Contribution, String> group) {
        var sums = new TreeMap<String, Map<String, Total>>();
        outcome.contributions()
                .forEach(contribution -> sums.computeIfAbsent(group.apply(contribution), key -> new TreeMap<>())
                        .merge(
                                contribution.measure().toString(),
                                Total.NONE.plus(contribution),
                                (known, more) -> known.plus(contribution)));
        sums.values().forEach(totals -> totals.values().removeIf(Total.NONE::equals));
        return sums;
    }

    private static Map<String, Total> totals(JsonNode expected) {
        var totals = new TreeMap<String, Total>();
        expected.properties().forEach(measure -> {
            var value = measure.getValue();
            totals.put(
                    measure.getKey(),
                    value.isObject()
                            ? new Total(
                                    value.path("count").asLong(),
                                    value.path("seconds").asLong() * 1000)
                            : new Total(value.asLong(), 0));
        });
        return totals;
    }

    private static List<ConversationEvent> events(JsonNode vector) {
        var events = new ArrayList<ConversationEvent>();
        var state = JSON.createObjectNode();
        for (var event : vector) {
            for (var name : List.of("status", "responder", "agent", "department", "topic", "rating", "routable")) {
                if (event.has(name)) {
                    state.set(name, event.get(name));
                }
            }
            events.add(event(events.size() + 1, event, state));
        }
        return events;
    }

    private static ConversationEvent event(long version, JsonNode event, JsonNode state) {
        return new ConversationEvent(
                version,
                ConversationEvent.Kind.valueOf(upper(event.path("kind").asText())),
                Instant.parse(event.path("at").asText()),
                1,
                Status.valueOf(upper(state.path("status").asText())),
                Responder.valueOf(upper(state.path("responder").asText())),
                named(state.path("agent")),
                named(state.path("department")),
                state.path("topic").asText(),
                "web",
                List.of(),
                state.has("rating") ? Integer.valueOf(state.path("rating").asInt()) : null,
                state.path("routable").asBoolean(true),
                event.has("cause") ? Cause.valueOf(upper(event.path("cause").asText())) : null,
                event.has("author") ? Author.valueOf(upper(event.path("author").asText())) : null,
                named(event.path("staff")),
                null,
                null,
                null);
    }

    private static boolean isTimed(String measure) {
        return Measure.valueOf(upper(measure)).isTimed();
    }

    private static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    private static @Nullable UUID named(JsonNode name) {
        return name.isTextual() ? id(name.asText()) : null;
    }

    /** Vectors name people and departments; the same name is the same one. */
    private static UUID id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(UUID id) {
        return id.toString();
    }
}
