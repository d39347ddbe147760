package dev.sapa.chat.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sapa.chat.provider.Account;
import dev.sapa.chat.provider.FormBody;
import dev.sapa.chat.provider.Media;
import dev.sapa.chat.provider.Outcome;
import dev.sapa.chat.provider.Outgoing;
import dev.sapa.chat.provider.OutsideClient;
import dev.sapa.chat.provider.OutsideClient.NotSent;
import dev.sapa.chat.provider.OutsideClient.Reply;
import dev.sapa.chat.provider.OutsideClient.Request;
import dev.sapa.chat.provider.OutsideClient.Unanswered;
import dev.sapa.chat.provider.Provider;
import dev.sapa.chat.provider.ProviderProblem;
import dev.sapa.chat.provider.Replies;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Sends by the Bot API, and fetches what customers sent. The token stands in every address, so that none may be logged. */
@ApplicationScoped
class TelegramProvider implements Provider {

    static final String CHANNEL = "telegram";
    static final String WEBHOOK_SECRET = "webhook_secret";

    private static final String TOKEN = "bot_token";
    private static final String BASE = "base_url";
    private static final int TOO_MANY = 429;
    private static final int FORBIDDEN = 403;
    private static final int SERVER_ERROR = 500;
    private static final Set<Integer> CREDENTIALS = Set.of(401, 404);
    private static final Duration CREDENTIALS_PAUSE = Duration.ofSeconds(30);

    private final OutsideClient outside;
    private final Replies replies;

    TelegramProvider(OutsideClient outside, Replies replies) {
        this.outside = outside;
        this.replies = replies;
    }

    @Override
    public String channel() {
        return CHANNEL;
    }

    @Override
    public Map<String, @Nullable String> settings() {
        return Collections.singletonMap(BASE, "https://api.telegram.org");
    }

    @Override
    public Set<String> urls() {
        return Set.of(BASE);
    }

    @Override
    public Map<String, Boolean> secrets() {
        return Map.of(TOKEN, true, WEBHOOK_SECRET, true);
    }

    @Override
    public String address(JsonObject settings, JsonObject secrets) {
        var token = secrets.getString(TOKEN);
        if (!token.matches("[0-9]{3,20}:[A-Za-z0-9_-]{20,100}")) {
            throw ProviderProblem.settingInvalid(TOKEN, "it is no token of a bot");
        }
        if (!secrets.getString(WEBHOOK_SECRET).matches("[A-Za-z0-9_-]{16,256}")) {
            throw ProviderProblem.settingInvalid(WEBHOOK_SECRET, "16 to 256 letters, digits, _ and -");
        }
        return token.substring(0, token.indexOf(':'));
    }

    /** There is no way to ask whether a message went out, and it is better missed by an agent who sees it than sent twice. */
    @Override
    public boolean mayRepeat() {
        return false;
    }

    @Override
    public Uni<String> register(Account account, String url) {
        var body = new JsonObject()
                .put("url", url)
                .put("secret_token", account.secret(WEBHOOK_SECRET))
                .put("allowed_updates", new JsonArray().add("message").add("edited_message"));
        return outside.call(post(account, "setWebhook", body))
                .onFailure()
                .transform(failure -> ProviderProblem.refusedByProvider("no answer"))
                .map(reply -> {
                    var answer = replies.json(reply);
                    var description = answer.path("description").asText("status " + reply.status());
                    if (!answer.path("ok").asBoolean()) {
                        throw ProviderProblem.refusedByProvider(description);
                    }
                    return description;
                });
    }

    @Override
    public <T> Uni<T> fetch(Account account, Media media, Function<Download, Uni<T>> taking) {
        return outside.call(post(account, "getFile", new JsonObject().put("file_id", media.reference())))
                .map(replies::good)
                .map(answer -> answer.at("/result/file_path").asText())
                .chain(path -> outside.download(
                        Request.get(at(account, "/file/bot" + account.secret(TOKEN) + "/" + path), Map.of()),
                        content -> taking.apply(new Download(
                                media.name() == null ? path.substring(path.lastIndexOf('/') + 1) : media.name(),
                                content))));
    }

    @Override
    public Uni<Outcome> send(Account account, Outgoing outgoing) {
        return request(account, outgoing)
                .chain(outside::call)
                .map(reply -> outcome(outgoing, reply))
                .onFailure(NotSent.class)
                .recoverWithItem(failure -> new Outcome.Later("provider-unreachable", null, false))
                .onFailure(Unanswered.class)
                .recoverWithItem(failure -> new Outcome.Unsure("provider-silent"));
    }

    /** Telegram says so, too, when it is as it should be already. */
    @Override
    public Uni<Outcome> amend(Account account, String address, String providerId, @Nullable String text) {
        var body = new JsonObject()
                .put("chat_id", address)
                .put("message_id", Long.valueOf(providerId.substring(providerId.lastIndexOf(':') + 1)));
        var request = text == null
                ? post(account, "deleteMessage", body)
                : post(account, "editMessageText", body.put("text", text));
        return outside.call(request)
                .map(reply -> {
                    var answer = replies.json(reply);
                    var isSo = answer.path("description").asText().contains("not modified");
                    return reply.isGood() || isSo ? new Outcome.Sent(providerId) : refusal(reply, answer);
                })
                .onFailure(NotSent.class)
                .recoverWithItem(failure -> new Outcome.Later("provider-unreachable", null, false))
                .onFailure(Unanswered.class)
                .recoverWithItem(failure -> new Outcome.Unsure("provider-silent"));
    }

    private Uni<Request> request(Account account, Outgoing outgoing) {
        if (outgoing.files().isEmpty()) {
            var body = new JsonObject().put("chat_id", outgoing.address()).put("text", outgoing.text());
            return Uni.createFrom().item(post(account, "sendMessage", body));
        }
        var file = outgoing.files().get(0);
        var field = isPhoto(file) ? "photo" : "document";
        return file.content().get().map(content -> {
            var form = new FormBody().field("chat_id", outgoing.address());
            if (!outgoing.text().isEmpty()) {
                form.field("caption", outgoing.text());
            }
            form.file(field, file.name(), file.contentType(), content);
            return new Request(
                    HttpMethod.POST,
                    method(account, isPhoto(file) ? "sendPhoto" : "sendDocument"),
                    Map.of(),
                    form.contentType(),
                    form.end());
        });
    }

    private static boolean isPhoto(Outgoing.File file) {
        return "image/jpeg".equals(file.contentType()) || "image/png".equals(file.contentType());
    }

    private Outcome outcome(Outgoing outgoing, Reply reply) {
        var answer = replies.json(reply);
        if (reply.isGood()) {
            var id = answer.at("/result/message_id");
            return id.isIntegralNumber()
                    ? new Outcome.Sent(TelegramUpdate.idOf(outgoing.address(), id.asLong()))
                    : new Outcome.Unsure("provider-unclear");
        }
        return refusal(reply, answer);
    }

    private static Outcome refusal(Reply reply, JsonNode answer) {
        if (reply.status() == TOO_MANY) {
            var seconds = answer.at("/parameters/retry_after");
            return new Outcome.Later(
                    "rate-limited",
                    seconds.isIntegralNumber() ? Replies.patience(seconds.asLong()) : Replies.patience(reply),
                    true);
        }
        if (CREDENTIALS.contains(reply.status())) {
            return new Outcome.Later("credentials-refused", CREDENTIALS_PAUSE, true);
        }
        if (reply.status() >= SERVER_ERROR) {
            return new Outcome.Later("provider-unavailable", Replies.patience(reply), false);
        }
        return new Outcome.Refused(
                reply.status() == FORBIDDEN ? "blocked-by-recipient" : "refused (" + reply.status() + ")");
    }

    private static Request post(Account account, String method, JsonObject body) {
        return new Request(
                HttpMethod.POST, method(account, method), Map.of(), "application/json", Buffer.buffer(body.encode()));
    }

    private static URI method(Account account, String method) {
        return at(account, "/bot" + account.secret(TOKEN) + "/" + method);
    }

    private static URI at(Account account, String path) {
        return URI.create(account.setting(BASE).replaceAll("/+$", "") + path.replace(" ", "%20"));
    }
}
