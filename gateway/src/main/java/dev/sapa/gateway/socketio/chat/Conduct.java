package dev.sapa.gateway.socketio.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sapa.gateway.delivery.Delivery;
import dev.sapa.gateway.delivery.Facts;
import dev.sapa.gateway.delivery.Message;
import dev.sapa.gateway.limit.Limit;
import dev.sapa.gateway.limit.RateLimiter;
import dev.sapa.gateway.socketio.engine.EngineSettings;
import dev.sapa.gateway.upstream.Answer;
import dev.sapa.gateway.upstream.Call;
import dev.sapa.gateway.upstream.Service;
import dev.sapa.gateway.upstream.Upstream;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What clients' events do. A message is committed by chat-service before anybody hears it; while a service is away it
 * is tried again, and after that its client is told. The same name for each try, so that it exists once.
 */
@ApplicationScoped
class Conduct {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    private static final int TOPIC_AT_MOST = 100;

    private final Vouching vouching;
    private final Upstream upstream;
    private final Delivery delivery;
    private final RateLimiter limits;
    private final EngineSettings settings;

    Conduct(Vouching vouching, Upstream upstream, Delivery delivery, RateLimiter limits, EngineSettings settings) {
        this.vouching = vouching;
        this.upstream = upstream;
        this.delivery = delivery;
        this.limits = limits;
        this.settings = settings;
    }

    /** Deals with an event; what is none of ours, or says nothing, is passed over as the seed's server does. */
    Uni<JsonNode> event(Client client, String name, JsonNode data) {
        var content = data.path("content");
        if (!name.equals("message") || !content.isTextual() || content.asText().isBlank()) {
            return ignored("There is nothing to send");
        }
        var to = data.path("to").asText("");
        var text = content.asText();
        if (client.identity().isAdmin()) {
            var user = data.path("user_id").asText("");
            return to.equals("user") && !user.isBlank()
                    ? told(client, sendToUser(client, user, text))
                    : ignored("An admin writes to a user");
        }
        return to.equals("admin") ? told(client, sendToAdmins(client, text)) : ignored("A user writes to an admin");
    }

    private static Uni<JsonNode> ignored(String why) {
        return Uni.createFrom().item(refusal("ignored", why));
    }

    private static ObjectNode refusal(String code, String why) {
        return JSON.objectNode().put("ok", false).put("code", code).put("error", why);
    }

    /** The answer for clients that want one; a refusal is an {@code error} event, too, for those that do not. */
    private Uni<JsonNode> told(Client client, Uni<JsonNode> sending) {
        return limited(client, sending)
                .emitOn(client::run)
                .map(Conduct::accepted)
                .onFailure(HttpProblem.class)
                .recoverWithItem(failure -> refused(client, failure));
    }

    private Uni<JsonNode> limited(Client client, Uni<JsonNode> sending) {
        var identity = client.identity();
        return limits.require(Limit.MESSAGE, identity.companyId() + ":" + identity.userId())
                .chain(() -> sending);
    }

    private static JsonNode accepted(JsonNode answer) {
        var message = answer.path("message");
        return JSON.objectNode()
                .put("ok", true)
                .put("message_id", message.path("id").asText())
                .put("session_id", message.path("conversation_id").asText())
                .put("seq", message.path("seq").asLong())
                .put("timestamp", Said.secondOf(message.path("posted_at").asText()));
    }

    private static JsonNode refused(Client client, HttpProblem problem) {
        var code = String.valueOf(problem.getParameters().get("code"));
        // Nobody learns whether somebody of that name is another company's.
        if (problem.getStatusCode() != 404) {
            client.run(() -> client.emit(
                    "error", Client.error(String.valueOf(problem.getTitle())).put("code", code)));
        }
        return refusal(code, String.valueOf(problem.getTitle()));
    }

    private Uni<JsonNode> sendToAdmins(Client client, String text) {
        var name = UUID.randomUUID().toString();
        return persistently(() -> conversation(client, text)
                        .chain(conversation -> send(client, conversation, text, name))
                        .onFailure(Conduct::isOver)
                        .recoverWithUni(() -> {
                            client.setConversationId(null);
                            return conversation(client, text)
                                    .chain(conversation -> send(client, conversation, text, name));
                        }))
                .invoke(this::deliver);
    }

    private static boolean isOver(Throwable failure) {
        return failure instanceof HttpProblem problem
                && (problem.getStatusCode() == 404 || problem.getStatusCode() == 409);
    }

    /** The user's open conversation, opened if there is none. */
    private Uni<UUID> conversation(Client client, String text) {
        var known = client.conversationId();
        if (known != null) {
            return Uni.createFrom().item(known);
        }
        var identity = client.identity();
        return limits.require(
                        Limit.START, String.valueOf(client.session().trail().clientAddress()))
                .chain(() -> limits.require(Limit.VISITOR_START, identity.companyId() + ":" + identity.userId()))
                .chain(() -> acting(
                        client,
                        token -> upstream.call(Call.post(Service.CHAT, "/conversations")
                                .json(Map.of("topic", topicOf(text)))
                                .bearer(token)
                                .asRepeatable()
                                .onBehalfOf(client.session().trail().next()))))
                .map(Answer::orThrow)
                .map(view -> UUID.fromString(view.path("id").asText()))
                .invoke(client::setConversationId);
    }

    private static String topicOf(String text) {
        var line = text.strip().lines().findFirst().orElse(text);
        return line.codePointCount(0, line.length()) > TOPIC_AT_MOST
                ? line.substring(0, line.offsetByCodePoints(0, TOPIC_AT_MOST))
                : line;
    }

    private Uni<JsonNode> sendToUser(Client client, String user, String text) {
        var name = UUID.randomUUID().toString();
        return persistently(() -> acting(
                                client,
                                token -> upstream.call(Call.post(Service.CHAT, "/serving/conversation")
                                        .json(Map.of("user_id", user))
                                        .bearer(token)
                                        .asRepeatable()
                                        .onBehalfOf(client.session().trail().next())))
                        .map(Answer::orThrow)
                        .map(view -> UUID.fromString(view.path("id").asText()))
                        .chain(conversation -> send(client, conversation, text, name)))
                .invoke(this::deliver);
    }

    private Uni<JsonNode> send(Client client, UUID conversation, String text, String name) {
        return acting(
                        client,
                        token -> upstream.call(Call.post(Service.CHAT, "/conversations/" + conversation + "/messages")
                                .json(Map.of("text", text, "client_msg_id", name))
                                .bearer(token)
                                .asRepeatable()
                                .onBehalfOf(client.session().trail().next())))
                .map(Answer::orThrow);
    }

    private void deliver(JsonNode answer) {
        var view = answer.path("conversation");
        var conversation = UUID.fromString(view.path("id").asText());
        delivery.posted(Message.ofView(conversation, answer.path("message")), Facts.ofView(view));
    }

    private <T> Uni<T> persistently(Supplier<Uni<T>> deed) {
        return Uni.createFrom()
                .<T>deferred(() -> deed.get())
                .onFailure(Conduct::isWorthAnotherTry)
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .expireIn(settings.patience().toMillis())
                .onFailure(failure -> !(failure instanceof HttpProblem))
                .transform(Conduct::unwrapped);
    }

    private static boolean isWorthAnotherTry(Throwable failure) {
        return RoomKeeper.isTransientButNotRefused(failure)
                && !(failure instanceof HttpProblem problem && problem.getStatusCode() == 429);
    }

    /** When the time is up, the last failure is what counts. */
    private static Throwable unwrapped(Throwable failure) {
        var cause = failure.getCause();
        return cause instanceof HttpProblem ? cause : failure;
    }

    /** Does something with a token for the client, a fresh one if need be. */
    <T> Uni<T> acting(Client client, Function<String, Uni<T>> deed) {
        var known = client.pass();
        if (known != null && known.isFresh()) {
            return deed.apply(known.token());
        }
        return vouching.pass(client.companyToken(), client.session().trail().next())
                .onFailure(failure -> !RoomKeeper.isTransientButNotRefused(failure))
                .invoke(refused -> client.run(() -> client.disconnect("The token is not good any more")))
                .invoke(pass -> client.prove(client.companyToken(), pass))
                .chain(pass -> deed.apply(pass.token()));
    }
}
