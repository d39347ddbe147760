package dev.sapa.gateway.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sapa.gateway.credential.CredentialProblem;
import dev.sapa.gateway.peer.FollowRegistry;
import dev.sapa.gateway.peer.Following;
import dev.sapa.gateway.peer.Frame;
import dev.sapa.gateway.upstream.Answer;
import dev.sapa.gateway.upstream.Call;
import dev.sapa.gateway.upstream.Service;
import dev.sapa.gateway.upstream.Upstream;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Reads what a socket is missing from chat-service and serves it, as fast as the socket takes it. */
@ApplicationScoped
public class Catchup {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final Upstream upstream;
    private final FollowRegistry follows;
    private final DeliverySettings settings;
    private final Counter filled;

    Catchup(Upstream upstream, FollowRegistry follows, DeliverySettings settings, MeterRegistry meters) {
        this.upstream = upstream;
        this.follows = follows;
        this.settings = settings;
        this.filled = meters.counter("sapa.gateway.gaps.filled");
    }

    /** Starts a filling unless one is under way, and does not wait for it; on the socket's event loop. */
    public void fillTo(Following following, long seq) {
        following.aim(seq);
        if (!following.filling() && following.head() > following.served()) {
            following.startFilling();
            fill(following);
        }
    }

    /** Fills the hole that {@link Following#live} found, and does not wait for it. */
    void fill(Following following) {
        filled.increment();
        replay(following, () -> {});
    }

    /** Serves what is missing, then runs {@code then} on the socket's event loop; does not wait for it. */
    public void replay(Following following, Runnable then) {
        serveMissing(following).emitOn(following.peer()::run).subscribe().with(done -> then.run(), failure -> following
                .peer()
                .run(() -> lose(following)));
    }

    /**
     * Serves everything after what was served, in order, until the goal is reached; then live messages flow.
     *
     * @return fails only when the socket may not read the conversation any more; tries on while chat-service is away
     */
    private Uni<Void> serveMissing(Following following) {
        if (following.ended() || following.filled()) {
            return Uni.createFrom().voidItem();
        }
        return readRange(following)
                .onFailure(failure -> isTransient(failure) && !isOver(following))
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .indefinitely()
                .emitOn(following.peer()::run)
                .chain(page -> serve(following, page))
                .emitOn(following.peer()::run)
                .chain(() -> serveMissing(following));
    }

    private Uni<JsonNode> readRange(Following following) {
        return Uni.createFrom()
                .deferred(following::token)
                .chain(token ->
                        upstream.call(Call.get(Service.CHAT, path(following)).bearer(token)))
                .map(Answer::orThrow);
    }

    private String path(Following following) {
        return "/conversations/" + following.conversationId() + "/messages?after_seq=" + following.served() + "&limit="
                + settings.range();
    }

    private static Uni<Void> serve(Following following, JsonNode page) {
        var items = page.path("items");
        if (items.isEmpty()) {
            following.serveFrom(following.head());
            return Uni.createFrom().voidItem();
        }
        return Multi.createFrom()
                .iterable(items)
                .onItem()
                .transformToUniAndConcatenate(item -> serveOne(following, item))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private static Uni<Void> serveOne(Following following, JsonNode view) {
        var message = Message.ofView(following.conversationId(), view);
        return following.refill(message.seq())
                ? following.peer().deliver(message.frame())
                : Uni.createFrom().voidItem();
    }

    private static boolean isTransient(Throwable failure) {
        return !(failure instanceof HttpProblem problem)
                || problem.getStatusCode() == 429
                || problem.getStatusCode() >= 500;
    }

    private static boolean isOver(Following following) {
        return following.ended() || following.peer().isClosing();
    }

    private void lose(Following following) {
        follows.unfollow(following);
        following
                .peer()
                .send(Frame.error(
                        following.conversationId().toString(),
                        CredentialProblem.FORBIDDEN,
                        "The conversation can no longer be read with this credential: join again"));
    }
}
