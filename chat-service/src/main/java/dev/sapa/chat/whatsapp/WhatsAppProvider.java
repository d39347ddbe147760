package dev.sapa.chat.whatsapp;

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
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Sends by the Cloud API, and fetches what customers sent. */
@ApplicationScoped
class WhatsAppProvider implements Provider {

    static final String CHANNEL = "whatsapp";
    static final String APP_SECRET = "app_secret";
    static final String VERIFY_TOKEN = "verify_token";

    private static final String ACCESS_TOKEN = "access_token";
    private static final String NUMBER = "phone_number_id";
    private static final String BASE = "base_url";
    private static final String VERSION = "api_version";
    private static final Duration WINDOW = Duration.ofHours(24);

    private final OutsideClient outside;
    private final Replies replies;

    WhatsAppProvider(OutsideClient outside, Replies replies) {
        this.outside = outside;
        this.replies = replies;
    }

    @Override
    public String channel() {
        return CHANNEL;
    }

    @Override
    public Map<String, @Nullable String> settings() {
        var settings = new LinkedHashMap<String, @Nullable String>();
        settings.put(NUMBER, null);
        settings.put(BASE, "https://graph.facebook.com");
        settings.put(VERSION, "v21.0");
        return settings;
    }

    @Override
    public Set<String> urls() {
        return Set.of(BASE);
    }

    @Override
    public Map<String, Boolean> secrets() {
        return Map.of(ACCESS_TOKEN, true, APP_SECRET, true, VERIFY_TOKEN, true);
    }

    @Override
    public String address(JsonObject settings, JsonObject secrets) {
        var number = settings.getString(NUMBER);
        if (!number.matches("[0-9]{1,40}")) {
            throw ProviderProblem.settingInvalid(NUMBER, "it consists of digits");
        }
        if (!settings.getString(VERSION).matches("v[0-9]{1,3}\\.[0-9]{1,2}")) {
            throw ProviderProblem.settingInvalid(VERSION, "it looks like v21.0");
        }
        return number;
    }

    @Override
    public Duration window() {
        return WINDOW;
    }

    /** A provider that has the message says so by a status, which tells what we called it; without one it has not. */
    @Override
    public boolean mayRepeat() {
        return true;
    }

    @Override
    public <T> Uni<T> fetch(Account account, Media media, Function<Download, Uni<T>> taking) {
        var headers = authorization(account);
        return outside.call(Request.get(at(account, encoded(media.reference())), headers))
                .map(replies::good)
                .chain(found -> outside.download(
                        Request.get(URI.create(found.path("url").asText()), headers),
                        content -> taking.apply(new Download(name(media, found), content))));
    }

    @Override
    public Uni<Outcome> send(Account account, Outgoing outgoing) {
        return body(account, outgoing)
                .chain(body -> outside.call(post(account, encoded(account.address()) + "/messages", body)))
                .map(this::outcome)
                .onFailure(NotSent.class)
                .recoverWithItem(failure -> new Outcome.Later("provider-unreachable", null, false))
                .onFailure(Unanswered.class)
                .recoverWithItem(failure -> new Outcome.Unsure("provider-silent"))
                .onFailure(Unready.class)
                .recoverWithItem(Unready::outcome);
    }

    /** Something that has to be done before the message proper could not be; the message was not sent. */
    private static final class Unready extends RuntimeException {

        private final transient Outcome outcome;

        Unready(Outcome outcome) {
            super("Not ready", null, false, false);
            this.outcome = outcome;
        }

        Outcome outcome() {
            return outcome;
        }
    }

    private Uni<JsonObject> body(Account account, Outgoing outgoing) {
        var body = new JsonObject()
                .put("messaging_product", "whatsapp")
                .put("recipient_type", "individual")
                .put("to", outgoing.address())
                .put("biz_opaque_callback_data", outgoing.ourId());
        if (outgoing.template() != null) {
            return Uni.createFrom().item(body.put("type", "template").put("template", template(outgoing.template())));
        }
        if (outgoing.files().isEmpty()) {
            return Uni.createFrom()
                    .item(body.put("type", "text").put("text", new JsonObject().put("body", outgoing.text())));
        }
        var file = outgoing.files().get(0);
        var type = type(file);
        return upload(account, file)
                .map(id -> body.put("type", type).put(type, media(id, type, file, outgoing.text())));
    }

    private static JsonObject template(Outgoing.Template template) {
        var written = new JsonObject()
                .put("name", template.name())
                .put("language", new JsonObject().put("code", template.language()));
        if (!template.parameters().isEmpty()) {
            var parameters = new JsonArray();
            template.parameters()
                    .forEach(text ->
                            parameters.add(new JsonObject().put("type", "text").put("text", text)));
            written.put(
                    "components",
                    new JsonArray().add(new JsonObject().put("type", "body").put("parameters", parameters)));
        }
        return written;
    }

    private static JsonObject media(String id, String type, Outgoing.File file, String caption) {
        var media = new JsonObject().put("id", id);
        if (!caption.isEmpty() && !"audio".equals(type)) {
            media.put("caption", caption);
        }
        return "document".equals(type) ? media.put("filename", file.name()) : media;
    }

    /** Of what WhatsApp does not show itself it takes documents. */
    private static String type(Outgoing.File file) {
        return switch (file.contentType()) {
            case "image/jpeg", "image/png" -> "image";
            case "video/mp4", "video/3gpp" -> "video";
            case "audio/mpeg", "audio/mp4" -> "audio";
            default -> "document";
        };
    }

    /** What was uploaded is nobody's yet, so that it may be done again. */
    private Uni<String> upload(Account account, Outgoing.File file) {
        return file.content()
                .get()
                .map(content -> new FormBody()
                        .field("messaging_product", "whatsapp")
                        .field("type", file.contentType())
                        .file("file", file.name(), file.contentType(), content))
                .chain(form -> outside.call(new Request(
                        HttpMethod.POST,
                        at(account, encoded(account.address()) + "/media"),
                        authorization(account),
                        form.contentType(),
                        form.end())))
                .onFailure()
                .transform(failure -> new Unready(new Outcome.Later("provider-unreachable", null, false)))
                .map(reply -> {
                    var id = reply.isGood() ? replies.json(reply).path("id").asText() : "";
                    if (id.isEmpty()) {
                        var refused = outcome(reply);
                        throw new Unready(
                                refused instanceof Outcome.Unsure unsure
                                        ? new Outcome.Later(unsure.reason(), null, false)
                                        : refused);
                    }
                    return id;
                });
    }

    private Outcome outcome(Reply reply) {
        var answer = replies.json(reply);
        if (reply.isGood()) {
            var id = answer.path("messages").path(0).path("id").asText();
            return id.isEmpty() ? new Outcome.Unsure("provider-unclear") : new Outcome.Sent(id);
        }
        return WhatsAppErrors.outcome(reply.status(), answer.path("error"), Replies.patience(reply));
    }

    private static String name(Media media, JsonNode found) {
        if (media.name() != null && !media.name().isBlank()) {
            return media.name();
        }
        var type = found.path("mime_type").asText("").replaceFirst(";.*", "");
        return type.substring(0, Math.max(0, type.indexOf('/')));
    }

    private Request post(Account account, String path, JsonObject body) {
        return new Request(
                HttpMethod.POST,
                at(account, path),
                authorization(account),
                "application/json",
                Buffer.buffer(body.encode()));
    }

    private static Map<String, String> authorization(Account account) {
        return Map.of("Authorization", "Bearer " + account.secret(ACCESS_TOKEN));
    }

    private static URI at(Account account, String path) {
        return URI.create(account.setting(BASE).replaceAll("/+$", "") + "/" + account.setting(VERSION) + "/" + path);
    }

    private static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8);
    }
}
