package dev.sapa.verify.fault;

import dev.sapa.verify.suite.Api;
import dev.sapa.verify.suite.Livechat;
import dev.sapa.verify.suite.Suite;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Conversations that come and go, and agents of their own department to whom routing gives them. */
final class Churn implements AutoCloseable {

    private static final int AGENTS = 3;
    private static final int MOST_OPEN = 12;
    private static final Duration PACE = Duration.ofMillis(400);

    private final Livechat livechat;
    private final Api admin;
    private final List<Agent> agents = new ArrayList<>();
    private final ArrayDeque<Livechat.Started> open = new ArrayDeque<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Future<?> turns;
    private int started;
    private int failures;

    private Churn(Suite suite) {
        this.livechat = new Livechat(suite);
        this.admin = livechat.admin();
        for (var number = 0; number < AGENTS; number++) {
            agents.add(Agent.hire(livechat, admin));
        }
        this.turns = clock.scheduleWithFixedDelay(this::turn, 0, PACE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Hires the agents and lets the first conversation come. */
    static Churn start(Suite suite) {
        return new Churn(suite);
    }

    /** No conversation comes or goes any more; those that are open stay so. */
    void halt() throws InterruptedException {
        turns.cancel(false);
        clock.shutdown();
        if (!clock.awaitTermination(1, TimeUnit.MINUTES)) {
            throw new AssertionError("A request that began a minute ago has not ended");
        }
    }

    /** How many conversations came, and how many requests failed. */
    @Override
    public String toString() {
        return "%d conversations came, %d requests failed".formatted(started, failures);
    }

    @Override
    public void close() {
        clock.shutdownNow();
        open.forEach(this::end);
        agents.forEach(Agent::close);
    }

    /** A request that fails is no fault of the suite while something is broken: the next turn tries the next one. */
    private void turn() {
        try {
            open.add(livechat.start(Agent.TOPIC));
            started++;
            if (open.size() > MOST_OPEN) {
                end(open.element());
                open.remove();
            }
        } catch (CompletionException | AssertionError e) {
            failures++;
        }
    }

    /** Closed by an earlier request whose answer was lost is closed all the same. */
    private void end(Livechat.Started conversation) {
        var answer = admin.post("/api/v2/chat/conversations/" + conversation.session() + "/close", Map.of());
        if (!answer.body().path("code").asText().equals("conversation-closed")) {
            answer.expect(200);
        }
    }
}
