package dev.sapa.gateway.messagecenter.chat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sapa.gateway.credential.Staff;
import dev.sapa.gateway.limit.Limit;
import dev.sapa.gateway.limit.RateLimiter;
import dev.sapa.gateway.messagecenter.CenterCalls;
import dev.sapa.gateway.messagecenter.StaffNumbers;
import dev.sapa.gateway.messagecenter.WallClock;
import dev.sapa.gateway.upstream.Call;
import dev.sapa.gateway.upstream.Service;
import dev.sapa.gateway.upstream.Trail;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Looking at chats and changing what they are, over the services' own interfaces. */
@ApplicationScoped
class Chats {

    private static final int MOST_MESSAGES = 1000;

    private final CenterCalls services;
    private final StaffNumbers numbers;
    private final RateLimiter limits;
    private final WallClock clock;

    Chats(CenterCalls services, StaffNumbers numbers, RateLimiter limits, WallClock clock) {
        this.services = services;
        this.numbers = numbers;
        this.limits = limits;
        this.clock = clock;
    }

    /** A customer of a channel, for chat-service. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Customer(
            String phone,
            String name,
            @Nullable String email,
            @Nullable String address) {}

    /** What is to change; null leaves it. */
    record Change(
            @Nullable String mode,
            @Nullable Long assignedAgentId,
            @Nullable Boolean online,
            @Nullable Long unread) {}

    /** Chat-service's patch of what a board shows. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Board(@Nullable Boolean visitorOnline, @Nullable Long unread) {}

    record Assignment(UUID agentId, String kind) {}

    /** The newest activity first; an agent gets its own only, which chat-service sees to. */
    Uni<List<ChatItem>> list(RoutingContext http) {
        return countIfAnonymous(http)
                .chain(() -> services.token(http))
                .chain(token -> services.call(token, Call.get(Service.CHAT, "/conversations/recent"), http))
                .map(page -> StreamSupport.stream(page.path("items").spliterator(), false)
                        .map(item -> ChatItem.of(item, clock))
                        .toList());
    }

    Uni<ChatItem.Detail> detail(long number, RoutingContext http) {
        return countIfAnonymous(http).chain(() -> services.token(http)).chain(token -> detail(number, token, http));
    }

    /** Chat-service's view of the chat. */
    Uni<JsonNode> find(Staff staff, long number, RoutingContext http) {
        return find(staff.token(), number, http);
    }

    Uni<ChatItem.Detail> open(Staff staff, String channel, Customer customer, RoutingContext http) {
        return services.call(
                        staff,
                        Call.post(Service.CHAT, "/channels/" + channel + "/conversations")
                                .json(customer)
                                .asRepeatable(),
                        http)
                .chain(opened -> detail(opened.path("number").asLong(), staff.token(), http));
    }

    /**
     * Assigns first, which makes it an agent's; then the mode says who answers. A closed chat stays closed: one that is to be
     * answered again goes on as another, which is shown.
     */
    Uni<ChatItem.Detail> change(Staff staff, long number, Change change, RoutingContext http) {
        return find(staff, number, http)
                .chain(chat -> goesOn(chat, change)
                        ? goOn(staff, chat, http)
                        : Uni.createFrom().item(chat))
                .call(chat -> assign(staff, chat, change.assignedAgentId(), http))
                .call(chat -> answerBy(staff, chat, change, http))
                .call(chat -> patch(staff, chat, new Board(change.online(), change.unread()), http))
                .chain(chat -> detail(chat.path("number").asLong(), staff.token(), http));
    }

    private static boolean goesOn(JsonNode chat, Change change) {
        return Mode.CLOSED.equals(Mode.of(chat)) && change.mode() != null && !Mode.CLOSED.equals(change.mode());
    }

    private Uni<JsonNode> goOn(Staff staff, JsonNode chat, RoutingContext http) {
        return services.call(
                staff, Call.post(Service.CHAT, path(chat) + "/continuation").asRepeatable(), http);
    }

    Uni<Void> read(Staff staff, long number, RoutingContext http) {
        return find(staff, number, http)
                .call(chat -> services.call(
                        staff,
                        Call.post(Service.CHAT, path(chat) + "/read")
                                .json(Map.of("seq", chat.path("last_seq").asLong()))
                                .asRepeatable(),
                        http))
                .call(chat -> patch(staff, chat, new Board(null, 0L), http))
                .replaceWithVoid();
    }

    Uni<Void> delete(Staff admin, long number, RoutingContext http) {
        return find(admin, number, http)
                .chain(chat -> services.call(admin, Call.delete(Service.CHAT, path(chat)), http))
                .replaceWithVoid();
    }

    private Uni<ChatItem.Detail> detail(long number, String token, RoutingContext http) {
        return find(token, number, http).chain(chat -> messages(chat, token, http)
                .chain(messages ->
                        numbers.of(staffIn(chat, messages), token, http).map(known -> shown(chat, messages, known))));
    }

    private ChatItem.Detail shown(JsonNode chat, List<JsonNode> messages, Map<UUID, Long> known) {
        var lines = messages.stream()
                .filter(message -> !message.path("deleted_at").isTextual())
                .map(message -> ChatItem.Line.of(message, clock, known))
                .toList();
        var agent = chat.path("agent").path("id");
        return ChatItem.detail(
                chat, lines, agent.isTextual() ? known.get(UUID.fromString(agent.asText())) : null, clock);
    }

    private static Set<UUID> staffIn(JsonNode chat, List<JsonNode> messages) {
        var staff = new HashSet<UUID>();
        var agent = chat.path("agent").path("id");
        if (agent.isTextual()) {
            staff.add(UUID.fromString(agent.asText()));
        }
        messages.stream()
                .filter(message -> "agent".equals(message.path("author").asText()))
                .map(message -> message.path("author_id"))
                .filter(JsonNode::isTextual)
                .forEach(id -> staff.add(UUID.fromString(id.asText())));
        return staff;
    }

    private Uni<JsonNode> find(String token, long number, RoutingContext http) {
        return services.call(token, Call.get(Service.CHAT, "/conversations/by-number/" + number), http);
    }

    /** The last ones, oldest first. */
    private Uni<List<JsonNode>> messages(JsonNode chat, String token, RoutingContext http) {
        var path = "%s/messages?before_seq=%d&limit=%d".formatted(path(chat), Long.MAX_VALUE, MOST_MESSAGES);
        return services.call(token, Call.get(Service.CHAT, path), http)
                .map(page -> StreamSupport.stream(page.path("items").spliterator(), false)
                        .toList());
    }

    private Uni<JsonNode> assign(Staff staff, JsonNode chat, @Nullable Long agent, RoutingContext http) {
        if (agent == null) {
            return Uni.createFrom().nullItem();
        }
        return numbers.find(staff, agent, "Agent not found", http)
                .map(found -> UUID.fromString(found.path("id").asText()))
                .chain(id -> services.call(
                        staff,
                        Call.post(Service.ROUTING, path(chat) + "/assignments").json(new Assignment(id, "manual")),
                        http));
    }

    private Uni<JsonNode> answerBy(Staff staff, JsonNode chat, Change change, RoutingContext http) {
        var mode = change.mode();
        var assigned = change.assignedAgentId() != null;
        if (mode == null || (!assigned && mode.equals(Mode.of(chat))) || (assigned && Mode.AGENT.equals(mode))) {
            return Uni.createFrom().nullItem();
        }
        var call = Mode.CLOSED.equals(mode)
                ? Call.post(Service.CHAT, path(chat) + "/close").json(Map.of())
                : Call.put(Service.CHAT, path(chat) + "/responder").json(Map.of("responder", Mode.responder(mode)));
        return services.call(staff, call, http);
    }

    private Uni<JsonNode> patch(Staff staff, JsonNode chat, Board board, RoutingContext http) {
        return board.visitorOnline() == null && board.unread() == null
                ? Uni.createFrom().nullItem()
                : services.call(
                        staff,
                        Call.patch(Service.CHAT, path(chat) + "/board")
                                .json(board)
                                .asRepeatable(),
                        http);
    }

    /** Staff poll as they like; strangers are counted. */
    private Uni<Void> countIfAnonymous(RoutingContext http) {
        return services.isAnonymous(http)
                ? limits.require(Limit.HISTORY, String.valueOf(Trail.of(http).clientAddress()))
                : Uni.createFrom().voidItem();
    }

    private static String path(JsonNode chat) {
        return "/conversations/" + chat.path("id").asText();
    }
}
