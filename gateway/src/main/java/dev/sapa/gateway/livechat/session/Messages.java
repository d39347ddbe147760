package dev.sapa.gateway.livechat.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sapa.gateway.credential.Staff;
import dev.sapa.gateway.delivery.Delivery;
import dev.sapa.gateway.delivery.Facts;
import dev.sapa.gateway.delivery.Message;
import dev.sapa.gateway.limit.Limit;
import dev.sapa.gateway.limit.RateLimiter;
import dev.sapa.gateway.livechat.Attempt;
import dev.sapa.gateway.livechat.Envelope;
import dev.sapa.gateway.livechat.Field;
import dev.sapa.gateway.livechat.LivechatProblem;
import dev.sapa.gateway.livechat.NativeObject;
import dev.sapa.gateway.upstream.Answer;
import dev.sapa.gateway.upstream.Call;
import dev.sapa.gateway.upstream.Service;
import dev.sapa.gateway.upstream.Trail;
import dev.sapa.gateway.upstream.Upstream;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Sending and listing messages. */
@ApplicationScoped
public class Messages {

    public static final int MOST = 1000;

    private static final Attempt SEND = Attempt.failingWith("Failed to send message")
            .saying(Attempt.NO_CONVERSATION, 400, "chat session not found")
            .saying(Attempt.CLOSED, 400, "cannot send message to closed session");
    private static final Attempt READ =
            Attempt.failingWith("Failed to get messages").sayingSessionNotFound();

    private final Upstream upstream;
    private final ConversationCalls conversations;
    private final RateLimiter limits;
    private final Delivery delivery;

    Messages(Upstream upstream, ConversationCalls conversations, RateLimiter limits, Delivery delivery) {
        this.upstream = upstream;
        this.conversations = conversations;
        this.limits = limits;
        this.delivery = delivery;
    }

    /**
     * What became of a message that was sent.
     *
     * @param duplicate whether the same {@code client_msg_id} had been sent before; nothing was added then
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Sent(
            @Nullable UUID messageId,
            @Nullable String timestamp,
            String status,
            @Nullable UUID sessionId,
            long seq,
            String senderType,
            @Nullable String clientMsgId,
            boolean duplicate) {

        static Sent of(NativeObject answer) {
            var message = new NativeObject(answer.json().path("message"));
            return new Sent(
                    message.id("id"),
                    message.text("posted_at"),
                    "sent",
                    message.id("conversation_id"),
                    message.number("seq"),
                    MessageItem.senderType(message),
                    message.text("client_msg_id"),
                    answer.isTrue("duplicate"));
        }
    }

    /** Sends as whoever the request's credential, or its bare session id, says. */
    public Uni<Envelope<Sent>> send(@Nullable SendMessageRequest request, RoutingContext http) {
        var message = requireBody(request);
        var conversation = message.conversation();
        var call = call(conversation, message);
        return send(conversation, () -> conversations.call(conversation, call, message.sessionToken(), http));
    }

    public Uni<Envelope<Sent>> sendAs(Staff sender, @Nullable SendMessageRequest request, RoutingContext http) {
        var message = requireBody(request);
        var conversation = message.conversation();
        var call = call(conversation, message).bearer(sender.token()).onBehalfOf(Trail.of(http));
        return send(conversation, () -> upstream.call(call));
    }

    private Uni<Envelope<Sent>> send(UUID conversation, Supplier<Uni<? extends Answer>> post) {
        return limits.require(Limit.MESSAGE, conversation.toString())
                .chain(post)
                .map(SEND::bodyOf)
                .invoke(answer -> deliver(conversation, answer))
                .map(answer -> Envelope.of("Message sent successfully", Sent.of(answer)))
                .onFailure(HttpProblem.class)
                .transform(SEND::refusal);
    }

    /** To this gateway's own sockets at once; the others hear of it through Kafka. */
    private void deliver(UUID conversation, NativeObject answer) {
        if (!answer.isTrue("duplicate")) {
            delivery.posted(
                    Message.ofView(conversation, answer.json().path("message")),
                    Facts.ofView(answer.json().path("conversation")));
        }
    }

    /** The whole conversation, oldest first, unless {@code limit} and {@code afterSeq} narrow it. */
    public Uni<Envelope<List<MessageItem>>> list(
            UUID conversation, @Nullable String limit, @Nullable String afterSeq, RoutingContext http) {
        var path = "/conversations/%s/messages?after_seq=%d&limit=%d"
                .formatted(
                        conversation,
                        Field.number("after_seq", afterSeq, 0, Integer.MAX_VALUE, 0),
                        Field.number("limit", limit, 1, MOST, MOST));
        return limits.require(Limit.HISTORY, conversation.toString())
                .chain(() -> conversations.call(conversation, Call.get(Service.CHAT, path), null, http))
                .map(READ::bodyOf)
                .map(Messages::items)
                .map(items -> Envelope.of("Messages retrieved successfully", items))
                .onFailure(HttpProblem.class)
                .transform(READ::refusal);
    }

    public static List<MessageItem> items(NativeObject page) {
        return page.objects("items").stream().map(MessageItem::of).toList();
    }

    private static SendMessageRequest requireBody(@Nullable SendMessageRequest request) {
        if (request == null) {
            throw LivechatProblem.missing("session_id");
        }
        return request;
    }

    private static Call call(UUID conversation, SendMessageRequest message) {
        var post = message.post();
        var call = Call.post(Service.CHAT, "/conversations/" + conversation + "/messages")
                .json(post);
        return post.clientMsgId() == null ? call : call.asRepeatable();
    }
}
