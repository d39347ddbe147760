package dev.sapa.gateway.socket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sapa.gateway.delivery.Delivery;
import dev.sapa.gateway.delivery.Facts;
import dev.sapa.gateway.delivery.Message;
import dev.sapa.gateway.limit.Limit;
import dev.sapa.gateway.limit.RateLimiter;
import dev.sapa.gateway.peer.Frame;
import dev.sapa.gateway.peer.Peer;
import dev.sapa.gateway.signal.Typing;
import dev.sapa.gateway.upstream.Answer;
import dev.sapa.gateway.upstream.Courier;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * {@code send_message}: acknowledged after the commit, then delivered. A refusal is a {@code nack} when the client named
 * its message, else an {@code error} frame, as clients of seed 002 expect.
 */
@ApplicationScoped
class SendHandler implements FrameHandler {

    private static final int LONGEST_CLIENT_MSG_ID = 64;

    private final Admission admission;
    private final RateLimiter limits;
    private final Courier courier;
    private final Delivery delivery;
    private final Typing typing;
    private final Timer ackTime;

    SendHandler(
            Admission admission,
            RateLimiter limits,
            Courier courier,
            Delivery delivery,
            Typing typing,
            MeterRegistry meters) {
        this.admission = admission;
        this.limits = limits;
        this.courier = courier;
        this.delivery = delivery;
        this.typing = typing;
        this.ackTime =
                Timer.builder("sapa.gateway.ack").publishPercentiles(0.5, 0.99).register(meters);
    }

    @Override
    public Set<String> types() {
        return Set.of("send_message");
    }

    @Override
    public Uni<Void> handle(Peer peer, Incoming frame) {
        long startedAt = System.nanoTime();
        return Uni.createFrom()
                .deferred(() -> send(peer, frame))
                .emitOn(peer::run)
                .invoke(answer -> acknowledge(peer, frame, answer, startedAt))
                .replaceWithVoid();
    }

    private Uni<JsonNode> send(Peer peer, Incoming frame) {
        var conversationId = frame.conversationId();
        var body = bodyOf(frame);
        return limits.take(Limit.MESSAGE, conversationId.toString())
                .emitOn(peer::run)
                .chain(verdict -> {
                    if (!verdict.allowed()) {
                        throw Refusal.rateLimited(verdict);
                    }
                    return post(peer, conversationId, body);
                });
    }

    private Uni<JsonNode> post(Peer peer, UUID conversationId, ObjectNode body) {
        return admission
                .entry(peer, conversationId)
                .token()
                .get()
                .chain(token -> courier.post(conversationId, token, body, body.has("client_msg_id")))
                .map(Answer::orThrow);
    }

    private static ObjectNode bodyOf(Incoming frame) {
        var message = frame.text("message");
        if (message == null || (message.isBlank() && !frame.data().has("attachments"))) {
            throw new Refusal("invalid-message", "message is required");
        }
        var body = Frame.data().put("text", message);
        var clientMsgId = clientMsgIdOf(frame);
        if (clientMsgId != null) {
            body.put("client_msg_id", clientMsgId);
        }
        var messageType = frame.text("message_type");
        if (messageType != null) {
            body.put("message_type", messageType);
        }
        if (frame.data().path("attachments").isArray()) {
            body.set("attachments", frame.data().path("attachments"));
        }
        return body;
    }

    private static @Nullable String clientMsgIdOf(Incoming frame) {
        var id = frame.text("client_msg_id");
        if (id != null && (id.isBlank() || id.length() > LONGEST_CLIENT_MSG_ID)) {
            throw new Refusal("invalid-frame", "client_msg_id has 1 to 64 characters");
        }
        return id;
    }

    private void acknowledge(Peer peer, Incoming frame, JsonNode answer, long startedAt) {
        var conversationId = frame.conversationId();
        var message = answer.path("message");
        boolean duplicate = answer.path("duplicate").asBoolean();
        var data = Frame.data();
        data.set("client_msg_id", frame.data().path("client_msg_id"));
        if (!frame.data().hasNonNull("client_msg_id")) {
            data.putNull("client_msg_id");
        }
        data.put("message_id", message.path("id").asText())
                .put("seq", message.path("seq").asLong())
                .put("timestamp", message.path("posted_at").asText())
                .put("duplicate", duplicate);
        peer.send(Frame.of("ack", conversationId, data));
        ackTime.record(System.nanoTime() - startedAt, TimeUnit.NANOSECONDS);
        if (!duplicate) {
            delivery.posted(Message.ofView(conversationId, message), Facts.ofView(answer.path("conversation")));
        }
        var following = peer.following(conversationId);
        if (following != null) {
            typing.stop(following);
        }
    }

    /** Words a refused send. */
    static void refuse(Peer peer, Incoming frame, Refusal refusal) {
        var data = Frame.data();
        var clientMsgId = frame.data().path("client_msg_id");
        boolean named = clientMsgId.isTextual();
        data.put("client_msg_id", named ? clientMsgId.asText() : null)
                .put("code", refusal.code())
                .put("error", refusal.text())
                .put("retryable", refusal.retryable());
        if (refusal.retryAfterMillis() > 0) {
            data.put("retry_after_ms", refusal.retryAfterMillis());
        }
        peer.send(Frame.refusal(named ? "nack" : "error", frame.sessionId(), refusal.code(), refusal.text(), data));
        var close = refusal.close();
        if (close != null) {
            peer.close(close, refusal.text());
        }
    }
}
