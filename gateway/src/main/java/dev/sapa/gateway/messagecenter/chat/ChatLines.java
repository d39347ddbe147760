package dev.sapa.gateway.messagecenter.chat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sapa.gateway.credential.Staff;
import dev.sapa.gateway.delivery.Delivery;
import dev.sapa.gateway.delivery.Facts;
import dev.sapa.gateway.delivery.Message;
import dev.sapa.gateway.limit.Limit;
import dev.sapa.gateway.limit.RateLimiter;
import dev.sapa.gateway.messagecenter.CenterCalls;
import dev.sapa.gateway.messagecenter.CenterProblem;
import dev.sapa.gateway.messagecenter.WallClock;
import dev.sapa.gateway.upstream.Call;
import dev.sapa.gateway.upstream.Service;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;

/** Sending, correcting and taking back messages. */
@ApplicationScoped
class ChatLines {

    static final String CUSTOMER = "customer";

    private final CenterCalls services;
    private final Chats chats;
    private final RateLimiter limits;
    private final Delivery delivery;
    private final WallClock clock;

    ChatLines(CenterCalls services, Chats chats, RateLimiter limits, Delivery delivery, WallClock clock) {
        this.services = services;
        this.chats = chats;
        this.limits = limits;
        this.delivery = delivery;
        this.clock = clock;
    }

    /**
     * A message for chat-service.
     *
     * @param interject  whoever oversees the company writes without taking the chat from its agent or bot, as the seed has it
     * @param forVisitor what the customer has said
     */
    record Post(String text, boolean interject, boolean forVisitor) {}

    Uni<ChatItem.Line> send(Staff staff, long number, String text, String sender, RoutingContext http) {
        var post = new Post(text, !sender.equals(CUSTOMER), sender.equals(CUSTOMER));
        return chats.find(staff, number, http).chain(chat -> post(staff, chat, post, http));
    }

    /** Changes what an agent has said. */
    Uni<ChatItem.Line> edit(Staff staff, long number, String text, RoutingContext http) {
        return services.call(
                        staff, Call.patch(Service.CHAT, "/messages/" + number).json(Map.of("text", text)), http)
                .onFailure(ChatLines::isNotAnAgents)
                .transform(refused -> CenterProblem.forbidden("Can only edit agent messages"))
                .map(message -> line(staff, message));
    }

    Uni<Void> delete(Staff staff, long number, RoutingContext http) {
        return services.call(staff, Call.delete(Service.CHAT, "/messages/" + number), http)
                .onFailure(ChatLines::isNotAnAgents)
                .transform(refused -> CenterProblem.forbidden("Can only delete agent messages"))
                .replaceWithVoid();
    }

    private static boolean isNotAnAgents(Throwable failure) {
        return failure instanceof HttpProblem problem
                && "not-an-agents-message".equals(problem.getParameters().get("code"));
    }

    private Uni<ChatItem.Line> post(Staff staff, JsonNode chat, Post post, RoutingContext http) {
        var id = UUID.fromString(chat.path("id").asText());
        return limits.require(Limit.MESSAGE, id.toString())
                .chain(() -> services.call(
                        staff,
                        Call.post(Service.CHAT, "/conversations/" + id + "/messages")
                                .json(post),
                        http))
                .invoke(posted -> delivery.posted(
                        Message.ofView(id, posted.path("message")), Facts.ofView(posted.path("conversation"))))
                .map(posted -> line(staff, posted.path("message")));
    }

    private ChatItem.Line line(Staff staff, JsonNode message) {
        return ChatItem.Line.of(message, clock, Map.of(staff.id(), staff.number()));
    }
}
