package dev.sapa.gateway.livechat.visitor;

import dev.sapa.gateway.delivery.Delivery;
import dev.sapa.gateway.delivery.Facts;
import dev.sapa.gateway.limit.Limit;
import dev.sapa.gateway.limit.RateLimiter;
import dev.sapa.gateway.livechat.Attempt;
import dev.sapa.gateway.livechat.Field;
import dev.sapa.gateway.livechat.LivechatProblem;
import dev.sapa.gateway.livechat.NativeObject;
import dev.sapa.gateway.livechat.Twofold;
import dev.sapa.gateway.livechat.session.ConversationCalls;
import dev.sapa.gateway.livechat.session.ConversationCalls.Reply;
import dev.sapa.gateway.livechat.session.Messages;
import dev.sapa.gateway.upstream.Call;
import dev.sapa.gateway.upstream.Service;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One session as its visitor fills and sees it. */
@ApplicationScoped
class OwnSession {

    private static final Attempt SET_CONTACT =
            Attempt.failingWith("Failed to set contact information").sayingSessionNotFound();
    private static final Attempt READ =
            Attempt.failingWith("Failed to get session").sayingSessionNotFound();

    private static final Attempt RATE = Attempt.failingWith("Failed to rate session")
            .sayingSessionNotFound()
            .saying("already-rated", 409, "session has another rating already");
    private static final Attempt CLOSE = Attempt.failingWith("Failed to close session")
            .sayingSessionNotFound()
            .saying(Attempt.CLOSED, 400, "session is already closed");

    private final ConversationCalls conversations;
    private final RateLimiter limits;
    private final Delivery delivery;

    OwnSession(ConversationCalls conversations, RateLimiter limits, Delivery delivery) {
        this.conversations = conversations;
        this.limits = limits;
        this.delivery = delivery;
    }

    /**
     * How the session stands after what its visitor did.
     *
     * @param rating 1 to 5; null while it has none
     */
    record Standing(
            @Nullable UUID sessionId,
            String status,
            @Nullable Long rating,
            @Nullable String feedback,
            @Nullable String endedAt) {

        private static Standing of(NativeObject conversation) {
            return new Standing(
                    conversation.id("id"),
                    conversation.said("status"),
                    conversation.count("rating"),
                    conversation.text("feedback"),
                    conversation.text("ended_at"));
        }
    }

    Uni<ContactAnswer> setContact(@Nullable ContactRequest request, RoutingContext http) {
        if (request == null) {
            throw LivechatProblem.missing("session_id");
        }
        var conversation = request.conversation();
        var call = Call.put(Service.CHAT, "/conversations/" + conversation + "/contact")
                .json(request.contact());
        return limits.require(Limit.MESSAGE, conversation.toString())
                .chain(() -> conversations.call(conversation, call, request.sessionToken(), http))
                .map(SET_CONTACT::bodyOf)
                .map(ContactAnswer::of)
                .onFailure(HttpProblem.class)
                .transform(SET_CONTACT::refusal);
    }

    /**
     * The session with its messages and contact for its owner and for staff; without them for anybody else who knows
     * the session id, where that suffices.
     *
     * @param browserUuid what the owner may prove itself with, as is {@code ossUserId}
     */
    Uni<SessionAnswer> find(
            UUID conversation, @Nullable String browserUuid, @Nullable String ossUserId, RoutingContext http) {
        var path = "/conversations/" + conversation;
        var view = Call.get(Service.CHAT, path + "?include=contact");
        var messages = Call.get(Service.CHAT, path + "/messages?limit=" + Messages.MOST);
        return limits.require(Limit.HISTORY, conversation.toString())
                .chain(() -> conversations.reply(conversation, view, null, http))
                .chain(reply -> isOwners(reply, browserUuid, ossUserId)
                        ? conversations
                                .call(conversation, messages, null, http)
                                .map(READ::bodyOf)
                                .map(page -> SessionAnswer.whole(READ.bodyOf(reply.answer()), page))
                        : Uni.createFrom().item(() -> SessionAnswer.bare(READ.bodyOf(reply.answer()))))
                .onFailure(HttpProblem.class)
                .transform(READ::refusal);
    }

    /** Ends it; one that still waits is cancelled thereby. */
    Uni<Twofold<Standing>> close(UUID conversation, @Nullable EndRequest request, RoutingContext http) {
        var said = request == null ? EndRequest.WITHOUT_A_WORD : request;
        var call = Call.post(Service.CHAT, "/conversations/" + conversation + "/close")
                .json(said.closing());
        return done(conversation, call, said.sessionToken(), CLOSE, http)
                .invoke(closed -> delivery.changed(Facts.ofView(closed.json())))
                .map(closed -> Twofold.of("Session closed successfully", Standing.of(closed)));
    }

    /** Says how it was, before or after its end; the same again changes nothing. */
    Uni<Twofold<Standing>> rate(UUID conversation, @Nullable EndRequest request, RoutingContext http) {
        if (request == null || request.rating() == null) {
            throw LivechatProblem.missing("rating");
        }
        var call = Call.post(Service.CHAT, "/conversations/" + conversation + "/rating")
                .json(request.rated())
                .asRepeatable();
        return done(conversation, call, request.sessionToken(), RATE, http)
                .map(rated -> Twofold.of("Session rated successfully", Standing.of(rated)));
    }

    private Uni<NativeObject> done(
            UUID conversation, Call call, @Nullable String token, Attempt attempt, RoutingContext http) {
        return limits.require(Limit.MESSAGE, conversation.toString())
                .chain(() -> conversations.call(conversation, call, token, http))
                .map(attempt::bodyOf)
                .onFailure(HttpProblem.class)
                .transform(attempt::refusal);
    }

    private static boolean isOwners(Reply reply, @Nullable String browserUuid, @Nullable String ossUserId) {
        if (!reply.answer().succeeded()) {
            return false;
        }
        var visitor = new NativeObject(reply.answer().body().path("visitor"));
        return !reply.byBareId()
                || is(visitor.text("browser_uuid"), browserUuid)
                || is(visitor.text("oss_user_id"), ossUserId);
    }

    private static boolean is(@Nullable String known, @Nullable String said) {
        return known != null && known.equalsIgnoreCase(Field.said(said));
    }
}
