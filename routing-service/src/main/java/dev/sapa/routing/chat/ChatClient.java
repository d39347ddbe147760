package dev.sapa.routing.chat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sapa.events.AssignmentMade;
import dev.sapa.events.Conversation;
import dev.sapa.events.Conversation.Priority;
import dev.sapa.events.Conversation.Responder;
import dev.sapa.events.Conversation.Status;
import dev.sapa.events.Desk;
import dev.sapa.routing.chat.ChatApi.AssignmentBody;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Asks chat-service, bounded in time; an answer that does not come is a 503 that says when to try again. */
@ApplicationScoped
public class ChatClient {

    private static final Logger LOG = Logger.getLogger(ChatClient.class);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(40);

    private final Replicas<ChatApi> chat;
    private final ServiceTokenRegistry tokens;
    private final Duration patience;

    ChatClient(ChatSettings settings, ServiceTokenRegistry tokens) {
        this.chat = new Replicas<>(settings.urls(), settings.patience(), ChatApi.class);
        this.tokens = tokens;
        this.patience = settings.patience();
    }

    /**
     * A conversation as chat-service has it now.
     *
     * @param view as chat-service shows it
     */
    public record Known(Conversation conversation, long version, Instant startedAt, JsonNode view) {}

    /** The conversation, of whichever company; null when there is none. */
    public Uni<Known> find(UUID conversation) {
        return ask((api, bearer) -> api.find(conversation, bearer))
                .map(ChatClient::known)
                .onFailure(failure -> status(failure) == 404)
                .recoverWithNull()
                .onFailure()
                .transform(failure -> {
                    LOG.warnf("chat-service does not say what conversation %s is: %s", conversation, failure);
                    return ChatProblem.chatUnavailable();
                });
    }

    /**
     * Tells chat-service of an assignment at once instead of waiting for the event; harmless when it knows already.
     *
     * @return chat-service's view of the conversation; null when the conversation is closed there
     */
    public Uni<JsonNode> apply(AssignmentMade made) {
        return ask((api, bearer) -> api.assign(made.conversationId(), bearer, body(made)))
                .map(view -> "closed".equals(view.path("status").asText()) ? null : view)
                .onFailure(failure -> status(failure) == 409)
                .recoverWithNull()
                .onFailure()
                .transform(failure -> {
                    LOG.warnf("chat-service does not apply assignment %s yet: %s", made.assignmentId(), failure);
                    return ChatProblem.assignmentPending();
                });
    }

    /**
     * chat-service's view of a conversation as soon as it shows what routing decided; it hears of that by an event.
     *
     * @param shows whether a view has it
     * @return null when there is no such conversation there
     */
    public Uni<JsonNode> follow(UUID conversation, Predicate<JsonNode> shows) {
        return look(conversation, shows).ifNoItem().after(patience).recoverWithUni(() -> Uni.createFrom()
                .failure(ChatProblem.assignmentPending()));
    }

    private Uni<JsonNode> look(UUID conversation, Predicate<JsonNode> shows) {
        return find(conversation)
                .chain(known -> known == null || shows.test(known.view())
                        ? Uni.createFrom().item(known == null ? null : known.view())
                        : Uni.createFrom()
                                .voidItem()
                                .onItem()
                                .delayIt()
                                .by(LOOK_AGAIN)
                                .chain(() -> look(conversation, shows)));
    }

    private Uni<JsonNode> ask(BiFunction<ChatApi, String, Uni<JsonNode>> request) {
        return tokens.bearer()
                .chain(bearer -> chat.call(api -> request.apply(api, bearer)))
                .onFailure(failure -> status(failure) == 401)
                .invoke(tokens::forget)
                .ifNoItem()
                .after(patience)
                .fail();
    }

    private static int status(Throwable failure) {
        return failure instanceof WebApplicationException answered
                ? answered.getResponse().getStatus()
                : 0;
    }

    private static Known known(JsonNode view) {
        var conversation = new Conversation(
                UUID.fromString(view.path("id").asText()),
                view.path("number").asLong(),
                UUID.fromString(view.path("company_id").asText()),
                UUID.fromString(view.path("visitor").path("id").asText()),
                view.path("channel").asText(),
                view.path("topic").asText(),
                Priority.valueOf(upper(view.path("priority"))),
                Status.valueOf(upper(view.path("status"))),
                Responder.valueOf(upper(view.path("responder"))),
                id(view.path("agent")),
                id(view.path("department")),
                view.path("assignment_epoch").asLong(),
                view.path("last_seq").asLong(),
                true,
                List.of(),
                null,
                Desk.valueOf(view.path("desk").asText("sapa").toUpperCase(Locale.ROOT)),
                attributes(view.path("attributes")));
        var startedAt = OffsetDateTime.parse(view.path("started_at").asText()).toInstant();
        return new Known(conversation, view.path("version").asLong(), startedAt, view);
    }

    private static Map<String, String> attributes(JsonNode shown) {
        var attributes = new HashMap<String, String>();
        shown.properties()
                .forEach(member ->
                        attributes.put(member.getKey(), member.getValue().asText()));
        return attributes;
    }

    private static @Nullable UUID id(JsonNode of) {
        return of.hasNonNull("id") ? UUID.fromString(of.path("id").asText()) : null;
    }

    private static String upper(JsonNode text) {
        return text.asText().toUpperCase(Locale.ROOT);
    }

    private static AssignmentBody body(AssignmentMade made) {
        return new AssignmentBody(
                made.assignmentId(),
                made.conversationId(),
                made.companyId(),
                made.version(),
                made.epoch(),
                made.agentId(),
                made.departmentId(),
                made.kind().toString(),
                made.forced(),
                made.actorId(),
                made.note(),
                made.assignedAt());
    }
}
