package dev.sapa.chat.message;

import dev.sapa.chat.conversation.Speaker;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** The lanes of the send path; a conversation always takes the same one. */
@ApplicationScoped
@Startup
class SendLanes {

    private static final long WATCH_EVERY_MS = 250;

    private final SendLane[] lanes;
    private final MessageSettings settings;
    private final AtomicInteger pending = new AtomicInteger();

    SendLanes(SendTransaction transaction, SendMeters meters, MessageSettings settings, Vertx vertx) {
        this.settings = settings;
        this.lanes = IntStream.range(0, settings.lanes())
                .mapToObj(i ->
                        new SendLane(((VertxInternal) vertx).createEventLoopContext(), transaction, meters, settings))
                .toArray(SendLane[]::new);
        meters.pending(pending);
        vertx.setPeriodic(WATCH_EVERY_MS, timer -> watch());
    }

    /** The item comes after the commit that decided it. Fails with a problem when it cannot be decided now. */
    Uni<Answer> send(UUID conversation, Speaker speaker, Draft draft) {
        return Uni.createFrom().deferred(() -> {
            if (pending.incrementAndGet() > settings.backlog()) {
                pending.decrementAndGet();
                return Uni.createFrom().failure(MessageProblem.tooBusy());
            }
            return submitted(conversation, speaker, draft).onTermination().invoke(pending::decrementAndGet);
        });
    }

    private Uni<Answer> submitted(UUID conversation, Speaker speaker, Draft draft) {
        var trace = io.opentelemetry.context.Context.current();
        return Uni.createFrom()
                .emitter(emitter -> lanes[Math.floorMod(conversation.hashCode(), lanes.length)].submit(
                        new Send(conversation, speaker, draft, trace, System.nanoTime(), emitter)));
    }

    private void watch() {
        var tooOld = System.nanoTime() - settings.answerWithin().toNanos();
        for (var lane : lanes) {
            lane.giveUpOlderThan(tooOld);
        }
    }
}
