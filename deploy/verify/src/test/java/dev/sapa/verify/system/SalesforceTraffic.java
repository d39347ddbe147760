package dev.sapa.verify.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sapa.verify.system.SalesforceCompany.Bridged;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Visitors here and agents in Salesforce who write to each other in many conversations, and what became of it. */
final class SalesforceTraffic implements AutoCloseable {

    private static final int WRITERS = 12;

    /** After the last word and the last fault everything is there within this time. */
    private static final Duration SETTLED = Duration.ofMinutes(2);

    private final SalesforceCompany company;
    private final List<Talk> talks = new ArrayList<>();
    private final ScheduledExecutorService clock;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final Map<String, Long> saidAt = new ConcurrentHashMap<>();

    /** One conversation with what was acknowledged on either side, in its order. */
    private record Talk(Bridged bridged, List<String> asked, List<String> answered) {}

    SalesforceTraffic(SalesforceCompany company, int conversations) {
        this.company = company;
        this.clock = Executors.newScheduledThreadPool(WRITERS, daemon());
        var starts = new ArrayList<Future<Bridged>>();
        for (int i = 0; i < conversations; i++) {
            int number = i;
            starts.add(clock.submit(() -> company.bridged("Izin " + number)));
        }
        for (var start : starts) {
            talks.add(new Talk(done(start), new CopyOnWriteArrayList<>(), new CopyOnWriteArrayList<>()));
        }
    }

    List<Bridged> bridged() {
        return talks.stream().map(Talk::bridged).toList();
    }

    /** Begins to write, so many messages a second over both sides and all conversations. */
    SalesforceTraffic begin(int perSecond) {
        long period = 2_000_000L * talks.size() / perSecond;
        for (int i = 0; i < talks.size(); i++) {
            var talk = talks.get(i);
            var unused = clock.scheduleAtFixedRate(
                    () -> exchange(talk), period * i / talks.size(), period, TimeUnit.MICROSECONDS);
        }
        return this;
    }

    private void exchange(Talk talk) {
        try {
            var question = "q " + talk.asked().size() + " " + talk.bridged().session();
            saidAt.put(question, System.currentTimeMillis());
            company.say(talk.bridged().here(), question);
            talk.asked().add(question);
            var answer = "a " + talk.answered().size() + " " + talk.bridged().session();
            saidAt.put(answer, System.currentTimeMillis());
            company.answers(talk.bridged().there(), answer);
            talk.answered().add(answer);
        } catch (RuntimeException | AssertionError e) {
            failure.compareAndSet(null, e);
        }
    }

    /** Stops writing; fails when a word could not be said at all. */
    void end() throws InterruptedException {
        clock.shutdown();
        assertThat(clock.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        var failed = failure.get();
        if (failed != null) {
            throw new AssertionError("Somebody could not write", failed);
        }
    }

    /** Fails unless each side has each word of the other one once and in its order; says what was counted. */
    String settle() {
        var there = new ArrayList<Long>();
        var here = new ArrayList<Long>();
        var last = System.nanoTime();
        for (var talk : talks) {
            await(talk.bridged().toString())
                    .atMost(SETTLED)
                    .pollInterval(Duration.ofSeconds(1))
                    .untilAsserted(() -> {
                        assertThat(company.heardThere(talk.bridged().there())).containsExactlyElementsOf(talk.asked());
                        assertThat(company.texts(talk.bridged().session(), "agent"))
                                .containsExactlyElementsOf(talk.answered());
                    });
            company.entries(talk.bridged().there(), "EndUser", "Message")
                    .forEach(entry ->
                            there.add(entry.path("transcriptedTimestamp").asLong()
                                    - said(entry.at("/entryPayload/abstractMessage/staticContent/text")
                                            .asText())));
            company.messages(talk.bridged().session(), "agent")
                    .forEach(message -> here.add(
                            Instant.parse(message.path("posted_at").asText()).toEpochMilli()
                                    - said(message.path("text").asText())));
        }
        return "%d conversations, %d words to Salesforce (p50 %d ms, p99 %d ms, max %d ms), %d words from there (p50 %d ms, p99 %d ms, max %d ms), settled %d s after the last one: none lost, doubled or out of order"
                .formatted(
                        talks.size(),
                        there.size(),
                        share(there, 0.5),
                        share(there, 0.99),
                        share(there, 1),
                        here.size(),
                        share(here, 0.5),
                        share(here, 0.99),
                        share(here, 1),
                        Duration.ofNanos(System.nanoTime() - last).toSeconds());
    }

    @Override
    public void close() {
        clock.shutdownNow();
        for (var talk : talks) {
            company.admin()
                    .post(
                            "/api/chat/agent/close",
                            Map.of("session_id", talk.bridged().session(), "reason", "test"));
        }
    }

    private long said(String text) {
        return saidAt.getOrDefault(text, 0L);
    }

    private static long share(List<Long> values, double part) {
        var sorted = values.stream().mapToLong(Long::longValue).sorted().toArray();
        return sorted.length == 0 ? 0 : Arrays.copyOf(sorted, sorted.length)[(int) Math.ceil(part * sorted.length) - 1];
    }

    private static Bridged done(Future<Bridged> start) {
        try {
            return start.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        }
    }

    private static ThreadFactory daemon() {
        return task -> {
            var thread = new Thread(task, "writer");
            thread.setDaemon(true);
            return thread;
        };
    }
}
