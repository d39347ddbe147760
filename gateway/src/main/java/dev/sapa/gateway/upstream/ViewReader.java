package dev.sapa.gateway.upstream;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * Reads conversations from chat-service for sockets that join, each with its own reader's credential. So many requests are
 * under way and no more; what comes meanwhile goes together in the next one. When all clients of a gateway come back to another
 * one at the same moment, they wait here for their turn as long as chat-service answers at all: no clock runs for them, which
 * would only send them away to come back once more.
 *
 * <p>Everything here runs on one event loop of its own, so that nothing needs a lock.
 */
@ApplicationScoped
public class ViewReader {

    private static final String TOGETHER = "/conversations/views";
    private static final int ABOUT_THE_SERVICE = 500;

    private final Upstream upstream;
    private final UpstreamSettings settings;
    private final Context loop;
    private final AtomicInteger waitingNow = new AtomicInteger();
    private final Deque<Wish> waiting = new ArrayDeque<>();
    private int underWay;
    private volatile long answeredAt = System.nanoTime();

    ViewReader(Upstream upstream, UpstreamSettings settings, Vertx vertx) {
        this.upstream = upstream;
        this.settings = settings;
        this.loop = ((VertxInternal) vertx).createEventLoopContext();
    }

    /**
     * Reads a conversation.
     *
     * @param wanted asked when its turn has come: whether anybody still waits for it
     * @return what {@code GET /conversations/{id}} says, on any thread; fails with {@link UpstreamProblem#unavailable} when
     *     chat-service does not answer, or when too many wait
     */
    public Uni<Answer> read(UUID conversationId, String token, Trail trail, BooleanSupplier wanted) {
        return Uni.createFrom().emitter(emitter -> {
            if (waitingNow.incrementAndGet() > settings.viewsWaiting()) {
                waitingNow.decrementAndGet();
                emitter.fail(UpstreamProblem.unavailable(Service.CHAT));
                return;
            }
            var wish = new Wish(conversationId, token, trail, wanted, emitter, System.nanoTime());
            loop.runOnContext(ignored -> {
                waiting.add(wish);
                go();
            });
        });
    }

    private record Wish(
            UUID conversationId,
            String token,
            Trail trail,
            BooleanSupplier wanted,
            UniEmitter<? super Answer> emitter,
            long since) {

        /** In a request: the token, the id and the names of both. */
        int bytes() {
            return token.length() + 80;
        }
    }

    private void go() {
        while (!waiting.isEmpty() && underWay < settings.viewsAtOnce()) {
            var wishes = next();
            if (!wishes.isEmpty()) {
                underWay++;
                ask(wishes).subscribe().with(answered -> loop.runOnContext(ignored -> over()));
            }
        }
    }

    private List<Wish> next() {
        var next = new ArrayList<Wish>();
        int bytes = 0;
        for (var wish = waiting.peek();
                wish != null
                        && next.size() < settings.viewsTogether()
                        && (next.isEmpty() || bytes + wish.bytes() <= settings.batchBytes());
                wish = waiting.peek()) {
            if (take().wanted().getAsBoolean()) {
                next.add(wish);
                bytes += wish.bytes();
            } else {
                wish.emitter().fail(UpstreamProblem.unavailable(Service.CHAT));
            }
        }
        return next;
    }

    private Wish take() {
        waitingNow.decrementAndGet();
        return waiting.remove();
    }

    private void over() {
        underWay--;
        go();
    }

    /** Emits when all of them have been answered, one way or the other. */
    private Uni<Void> ask(List<Wish> wishes) {
        return wishes.size() == 1 ? each(wishes) : together(wishes);
    }

    private Uni<Void> each(List<Wish> wishes) {
        return Uni.join()
                .all(wishes.stream().map(this::alone).toList())
                .andFailFast()
                .replaceWithVoid();
    }

    private Uni<Void> alone(Wish wish) {
        return upstream.callApart(Call.get(Service.CHAT, "/conversations/" + wish.conversationId())
                        .bearer(wish.token())
                        .onBehalfOf(wish.trail()))
                .invoke(answer -> {
                    answeredAt = System.nanoTime();
                    wish.emitter().complete(answer);
                })
                .onFailure()
                .invoke(failure -> unanswered(List.of(wish), failure))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    private Uni<Void> together(List<Wish> wishes) {
        var items = wishes.stream()
                .map(wish -> Map.of("conversation_id", wish.conversationId().toString(), "token", wish.token()))
                .toList();
        return upstream.callApart(Call.post(Service.CHAT, TOGETHER)
                        .json(Map.of("items", items))
                        .asRepeatable())
                .chain(answer -> answered(wishes, answer))
                .onFailure()
                .invoke(failure -> unanswered(wishes, failure))
                .onFailure()
                .recoverWithNull();
    }

    /**
     * What is said of all of them is each one's answer only when it is about the service. A service of the release before does not
     * know the request, and one of them must not spoil it for the others.
     */
    private Uni<Void> answered(List<Wish> wishes, Answer answer) {
        answeredAt = System.nanoTime();
        var items = answer.body().path("items");
        if (answer.status() >= ABOUT_THE_SERVICE) {
            wishes.forEach(wish -> wish.emitter().complete(answer));
            return Uni.createFrom().voidItem();
        }
        if (!answer.succeeded() || items.size() != wishes.size()) {
            return each(wishes);
        }
        for (int i = 0; i < wishes.size(); i++) {
            wishes.get(i).emitter().complete(Answer.ofOneAmongMany(items.path(i)));
        }
        return Uni.createFrom().voidItem();
    }

    /** When nothing is answered any more, whoever has waited as long as an answer may take hears so. */
    private void unanswered(List<Wish> wishes, Throwable failure) {
        wishes.forEach(wish -> wish.emitter().fail(failure));
        loop.runOnContext(ignored -> {
            long before = System.nanoTime() - settings.timeout().toNanos();
            if (answeredAt - before > 0) {
                return;
            }
            while (!waiting.isEmpty() && waiting.element().since() - before < 0) {
                take().emitter().fail(failure);
            }
        });
    }
}
