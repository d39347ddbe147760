package dev.sapa.salesforce.chat;

import dev.sapa.salesforce.exchange.Exchanges;
import dev.sapa.salesforce.exchange.NoReply;
import dev.sapa.salesforce.exchange.Reply;
import dev.sapa.salesforce.exchange.Request;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Asks chat-service and tells it what happens in Salesforce; everything but success is a {@link ChatFailure}. */
@ApplicationScoped
public class ChatClient {

    private static final int UNAUTHORIZED = 401;
    private static final int PAGE = 500;

    private final Exchanges exchanges;
    private final ServiceTokens tokens;
    private final ChatSettings settings;
    private final AtomicInteger turn = new AtomicInteger();

    ChatClient(Exchanges exchanges, ServiceTokens tokens, ChatSettings settings) {
        this.exchanges = exchanges;
        this.tokens = tokens;
        this.settings = settings;
    }

    /**
     * What an agent there says.
     *
     * @param identifier Salesforce's own id of it, by which a repeat is known
     * @param files      brought before
     */
    public record Word(String identifier, @Nullable String agentName, String text, List<UUID> files) {}

    /** The conversation as chat-service shows it. */
    public Uni<JsonObject> view(UUID conversation) {
        return json(Request.get(path(conversation, "")));
    }

    /** Messages after a position, the oldest first; not more than one page. */
    public Uni<List<JsonObject>> messagesAfter(UUID conversation, long seq) {
        return messages(conversation, "after_seq=" + seq);
    }

    /** The last messages, the oldest first. */
    public Uni<List<JsonObject>> lastMessages(UUID conversation) {
        return messages(conversation, "before_seq=" + Long.MAX_VALUE);
    }

    public Uni<Void> joined(UUID conversation, long epoch, @Nullable String agentName) {
        return tell(
                conversation, "/joined", new JsonObject().put("epoch", epoch).put("agent_name", agentName));
    }

    /** Posts it, once, and answers its position. */
    public Uni<Long> say(UUID conversation, long epoch, Word word) {
        var attachments = new JsonArray();
        word.files().forEach(file -> attachments.add(new JsonObject().put("id", file.toString())));
        var body = new JsonObject()
                .put("epoch", epoch)
                .put("author_name", word.agentName())
                .put("text", word.text())
                .put("message_type", word.files().isEmpty() ? "text" : "file")
                .put("client_msg_id", word.identifier())
                .put("attachments", attachments);
        return json(Request.post(path(conversation, "/desk/messages")).json(body))
                .map(answer -> answer.getJsonObject("message", new JsonObject()).getLong("seq", 0L));
    }

    /** Brings a file of an agent there; answers the id by which a message can carry it. */
    public Uni<UUID> upload(UUID conversation, long epoch, String name, String contentType, Buffer content) {
        var boundary = "sapa-" + UUID.randomUUID();
        var body = Buffer.buffer()
                .appendString("--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
                        + name.replaceAll("[\"\\r\\n\\\\]", "_") + "\"\r\nContent-Type: " + contentType + "\r\n\r\n")
                .appendBuffer(content)
                .appendString("\r\n--" + boundary + "--\r\n");
        var request = Request.post(path(conversation, "/desk/files?epoch=" + epoch))
                .body("multipart/form-data; boundary=" + boundary, body)
                .within(Duration.ofSeconds(30));
        return json(request).map(answer -> UUID.fromString(answer.getString("id", "")));
    }

    /** The content of a file of ours, by the path that its message carries. */
    public Uni<Buffer> file(String path, int atMost) {
        return send(Request.get(path).atMost(atMost).within(Duration.ofSeconds(20)))
                .map(Reply::body);
    }

    public Uni<Void> read(UUID conversation, long epoch, long seq) {
        return tell(conversation, "/read", new JsonObject().put("epoch", epoch).put("seq", seq));
    }

    public Uni<Void> returned(UUID conversation, long epoch, String reason, String text) {
        return tell(
                conversation,
                "/returned",
                new JsonObject().put("epoch", epoch).put("reason", reason).put("text", text));
    }

    public Uni<Void> ended(UUID conversation, long epoch, String reason) {
        return tell(conversation, "/ended", new JsonObject().put("epoch", epoch).put("reason", reason));
    }

    private Uni<List<JsonObject>> messages(UUID conversation, String which) {
        return json(Request.get(path(conversation, "/messages?limit=" + PAGE + "&" + which)))
                .map(page -> page.getJsonArray("items", new JsonArray()).stream()
                        .map(JsonObject.class::cast)
                        .toList());
    }

    private Uni<Void> tell(UUID conversation, String what, JsonObject body) {
        return send(Request.post(path(conversation, "/desk" + what)).json(body)).replaceWithVoid();
    }

    private Uni<JsonObject> json(Request request) {
        return send(request).map(reply -> reply.json().orElseGet(JsonObject::new));
    }

    private Uni<Reply> send(Request request) {
        int replicas = settings.urls().size();
        int first = Math.floorMod(turn.getAndIncrement(), replicas);
        return send(request, first, replicas - 1).map(reply -> {
            if (reply.isSuccess()) {
                return reply;
            }
            if (reply.status() == UNAUTHORIZED) {
                tokens.forget();
            }
            var code = reply.json().map(json -> json.getString("code", "")).orElse("");
            throw new ChatFailure(reply.status(), code, "chat-service: " + reply.status() + " " + code);
        });
    }

    /** What is asked may be asked twice: repeats are known by their ids. */
    private Uni<Reply> send(Request request, int replica, int others) {
        var url = settings.urls().get(replica) + request.url();
        return tokens.bearer()
                .chain(bearer -> exchanges.send(new Request(
                                request.method(),
                                url,
                                request.headers(),
                                request.body(),
                                request.within().compareTo(settings.patience()) > 0
                                        ? request.within()
                                        : settings.patience(),
                                request.most())
                        .header("Authorization", bearer)))
                .onFailure(failure -> failure instanceof NoReply && others > 0)
                .recoverWithUni(
                        () -> send(request, (replica + 1) % settings.urls().size(), others - 1))
                .onFailure(NoReply.class)
                .transform(failure -> new ChatFailure(0, "", "chat-service: " + failure.getMessage()));
    }

    private static String path(UUID conversation, String rest) {
        return "/conversations/" + conversation + rest;
    }

    /** The path of a file of ours in an attachment's address; null when it is somebody else's. */
    public static @Nullable String ownFile(@Nullable String url) {
        if (url == null) {
            return null;
        }
        int at = url.indexOf("/files/");
        return at >= 0 && url.substring(at).matches("/files/[0-9a-fA-F-]{36}/[A-Za-z0-9_-]{43}")
                ? url.substring(at)
                : null;
    }
}
