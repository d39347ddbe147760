package dev.sapa.gateway.livechat.visitor;

import dev.sapa.gateway.credential.ServiceToken;
import dev.sapa.gateway.limit.Limit;
import dev.sapa.gateway.limit.RateLimiter;
import dev.sapa.gateway.livechat.Attempt;
import dev.sapa.gateway.livechat.NativeObject;
import dev.sapa.gateway.livechat.Twofold;
import dev.sapa.gateway.livechat.session.ConversationCalls;
import dev.sapa.gateway.upstream.Answer;
import dev.sapa.gateway.upstream.Call;
import dev.sapa.gateway.upstream.Service;
import dev.sapa.gateway.upstream.Trail;
import dev.sapa.gateway.upstream.Upstream;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tells a visitor how far its session has come in the queue: routing-service is asked for it, once it is seen to be its own. */
@ApplicationScoped
class Places {

    private static final Attempt READ =
            Attempt.failingWith("Failed to get queue position").sayingSessionNotFound();
    private static final int UNAUTHORIZED = 401;
    private static final int NOT_FOUND = 404;

    private final ConversationCalls conversations;
    private final Upstream upstream;
    private final ServiceToken serviceToken;
    private final RateLimiter limits;

    Places(ConversationCalls conversations, Upstream upstream, ServiceToken serviceToken, RateLimiter limits) {
        this.conversations = conversations;
        this.upstream = upstream;
        this.serviceToken = serviceToken;
        this.limits = limits;
    }

    /**
     * Where a session stands.
     *
     * @param position   from 1; null unless it waits, and for a moment after its start
     * @param ahead      how many are before it
     * @param estimate   how long it will probably still wait; null when nobody can tell
     * @param staffed    whether somebody is there who could answer; null unless it waits
     * @param open       whether it is business hours; null unless it waits
     * @param closedText what to tell the visitor outside of them
     * @param nextOpenAt when they begin
     */
    record Place(
            UUID sessionId,
            String status,
            @Nullable Long position,
            long ahead,
            @Nullable Estimate estimate,
            @Nullable Boolean staffed,
            @Nullable Boolean open,
            @Nullable String closedText,
            @Nullable String nextOpenAt) {

        private static Place nowhere(UUID session, String status) {
            return new Place(session, status, null, 0, null, null, null, null, null);
        }

        private static Place of(UUID session, NativeObject place) {
            return new Place(
                    session,
                    "waiting",
                    place.count("position"),
                    place.number("ahead"),
                    Estimate.of(place.object("estimate")),
                    place.isTrue("staffed"),
                    place.isTrue("open"),
                    place.text("closed_text"),
                    place.text("next_open_at"));
        }
    }

    /** A span: a single number would promise what nobody knows. */
    record Estimate(long lowSeconds, long highSeconds) {

        private static @Nullable Estimate of(@Nullable NativeObject estimate) {
            return estimate == null
                    ? null
                    : new Estimate(estimate.number("low_seconds"), estimate.number("high_seconds"));
        }
    }

    Uni<Twofold<Place>> find(UUID session, RoutingContext http) {
        return limits.require(Limit.HISTORY, session.toString())
                .chain(() ->
                        conversations.call(session, Call.get(Service.CHAT, "/conversations/" + session), null, http))
                .map(READ::bodyOf)
                .map(conversation -> conversation.said("status"))
                .chain(status -> status.equals("waiting")
                        ? inQueue(session, http)
                        : Uni.createFrom().item(Place.nowhere(session, status)))
                .map(place -> Twofold.of("Queue position retrieved successfully", place))
                .onFailure(HttpProblem.class)
                .transform(READ::refusal);
    }

    private Uni<Place> inQueue(UUID session, RoutingContext http) {
        var call = Call.get(Service.ROUTING, "/conversations/" + session + "/place")
                .onBehalfOf(Trail.of(http));
        return serviceToken
                .get()
                .chain(token -> upstream.call(call.bearer(token)))
                .invoke(this::forgetRefused)
                .map(answer -> answer.status() == NOT_FOUND // it hears of new ones by events
                        ? Place.nowhere(session, "waiting")
                        : Place.of(session, READ.bodyOf(answer)));
    }

    private void forgetRefused(Answer answer) {
        if (answer.status() == UNAUTHORIZED) {
            serviceToken.forget();
        }
    }
}
