package dev.sapa.salesforce.vendor;

import dev.sapa.salesforce.exchange.Exchanges;
import dev.sapa.salesforce.exchange.NoReply;
import dev.sapa.salesforce.exchange.Reply;
import dev.sapa.salesforce.exchange.Request;
import dev.sapa.salesforce.vendor.VendorFailure.Kind;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.UniHelper;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The calls of the chat API; everything but success is a {@link VendorFailure}. Ids are lower case UUIDs of version 4. */
@ApplicationScoped
public class SalesforceClient {

    private static final Logger LOG = Logger.getLogger(SalesforceClient.class);
    private static final String API = "/iamessage/api/v2/";
    private static final String CLIENT = "salesforce-bridge";
    private static final int PAGE = 50;
    private static final int WORDS_AT_MOST = 200;
    private static final long OPEN_MS = 10_000;

    /** Beyond this Salesforce cannot mean us. */
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

    private final Exchanges exchanges;
    private final Vertx vertx;
    private final Clock clock;

    SalesforceClient(Exchanges exchanges, Vertx vertx, Clock clock) {
        this.exchanges = exchanges;
        this.vertx = vertx;
        this.clock = clock;
    }

    /**
     * Something to say.
     *
     * @param session attributes of a new session; null where the present one goes on
     */
    public record Text(UUID id, String text, @Nullable Map<String, String> session) {}

    /** A file to send, with what is said beside it. */
    public record FileUpload(
            UUID id,
            UUID fileId,
            String name,
            String contentType,
            Buffer content,
            @Nullable String caption,
            @Nullable Map<String, String> session) {}

    /** A token for the subject, anonymous or not. */
    public Uni<AccessToken> token(Org org, String subject) {
        return ask(org, subject).map(reply -> {
            if (!reply.isSuccess()) {
                throw failure(reply, "Salesforce gave no access token");
            }
            return AccessToken.of(reply.json().orElseGet(JsonObject::new), clock.instant());
        });
    }

    /**
     * What Salesforce makes of our identity token.
     *
     * @param token   null when it gave none
     * @param message what it said instead, cut short
     * @param date    by its own clock; null when it did not say
     */
    public record Probe(
            int status,
            @Nullable AccessToken token,
            String message,
            @Nullable Instant date) {}

    /** Tries for a token; fails only when there is no answer at all. */
    public Uni<Probe> probe(Org org, String subject) {
        return ask(org, subject)
                .map(reply -> new Probe(
                        reply.status(),
                        reply.isSuccess()
                                ? AccessToken.of(reply.json().orElseGet(JsonObject::new), clock.instant())
                                : null,
                        said(reply),
                        date(reply)));
    }

    private Uni<Reply> ask(Org org, String subject) {
        var body = new JsonObject()
                .put("orgId", org.orgId())
                .put("esDeveloperName", org.deployment())
                .put("capabilitiesVersion", "1")
                .put("platform", "Web")
                .put("context", new JsonObject().put("appName", CLIENT).put("clientVersion", "1.0.0"))
                .put("authorizationType", "JWT")
                .put("customerIdentityToken", IdentityToken.of(org, subject, clock.instant()));
        return exchanges
                .send(Request.post(org.url(API + "authorization/authenticated/access-token"))
                        .json(body))
                .onFailure(NoReply.class)
                .transform(failure -> VendorFailure.of(Kind.UNCERTAIN, "No access token: " + failure.getMessage()));
    }

    /** What the body says in words, without anything that may be a token. */
    private static String said(Reply reply) {
        var text = reply.json()
                .map(json -> String.valueOf(json.getValue(
                        "message", json.getValue("error_description", json.getValue("error", json.encode())))))
                .orElseGet(() -> reply.body().toString());
        return text.contains("eyJ") ? "" : text.substring(0, Math.min(text.length(), WORDS_AT_MOST));
    }

    private static @Nullable Instant date(Reply reply) {
        var header = reply.headers().get("Date");
        try {
            return header == null
                    ? null
                    : ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant();
        } catch (DateTimeParseException unreadable) {
            return null;
        }
    }

    /** Opens the conversation; {@link Kind#DUPLICATE} when it is open already. */
    public Uni<Void> create(Org org, AccessToken token, UUID conversation, Map<String, String> attributes) {
        var body = new JsonObject()
                .put("conversationId", conversation.toString())
                .put("esDeveloperName", org.deployment())
                .put("routingAttributes", attributes(attributes))
                .put("language", org.language());
        return call(token, Request.post(org.url(API + "conversation")).json(body))
                .replaceWithVoid();
    }

    public Uni<Void> say(Org org, AccessToken token, UUID conversation, Text text) {
        var message = new JsonObject()
                .put("id", text.id().toString())
                .put("messageType", "StaticContentMessage")
                .put("staticContent", new JsonObject().put("formatType", "Text").put("text", text.text()));
        return call(
                        token,
                        Request.post(org.url(path(conversation) + "/message"))
                                .json(message(org, message, text.session())))
                .replaceWithVoid();
    }

    public Uni<Void> send(Org org, AccessToken token, UUID conversation, FileUpload file) {
        var message = new JsonObject()
                .put("id", file.id().toString())
                .put("fileId", file.fileId().toString());
        if (file.caption() != null) {
            message.put("text", file.caption());
        }
        var boundary = "sapa-" + UUID.randomUUID();
        var body = Buffer.buffer()
                .appendString("--" + boundary + "\r\nContent-Disposition: form-data; name=\"messageEntry\"\r\n"
                        + "Content-Type: application/json\r\n\r\n")
                .appendBuffer(message(org, message, file.session()).toBuffer())
                .appendString("\r\n--" + boundary + "\r\nContent-Disposition: form-data; name=\"fileData\"; filename=\""
                        + file.name().replaceAll("[\"\\r\\n\\\\]", "_") + "\"\r\nContent-Type: " + file.contentType()
                        + "\r\n\r\n")
                .appendBuffer(file.content())
                .appendString("\r\n--" + boundary + "--\r\n");
        var request = Request.post(org.url(path(conversation) + "/file"))
                .body("multipart/form-data; boundary=" + boundary, body)
                .within(Duration.ofSeconds(14));
        return call(token, request).replaceWithVoid();
    }

    public Uni<Void> typing(Org org, AccessToken token, UUID conversation, boolean typing) {
        var body = new JsonObject()
                .put("entryType", typing ? "TypingStartedIndicator" : "TypingStoppedIndicator")
                .put("id", UUID.randomUUID().toString());
        return call(token, Request.post(org.url(path(conversation) + "/entry")).json(body))
                .replaceWithVoid();
    }

    /** Says that the visitor has read everything up to the entry. */
    public Uni<Void> acknowledge(Org org, AccessToken token, UUID conversation, String entry) {
        var read = new JsonObject()
                .put("id", UUID.randomUUID().toString())
                .put("entryType", "Read")
                .put("conversationEntryId", entry);
        var request = Request.post(org.url(path(conversation) + "/acknowledge-entries"))
                .json(new JsonObject().put("acks", new JsonArray().add(read)));
        return call(token, request).replaceWithVoid();
    }

    /** The newest entries, the oldest of them first. */
    public Uni<List<Entry>> newest(Org org, AccessToken token, UUID conversation) {
        return entries(org, token, conversation, "&direction=FromEnd");
    }

    /** The first entries from that time on, the oldest first. */
    public Uni<List<Entry>> since(Org org, AccessToken token, UUID conversation, long epochMillis) {
        return entries(org, token, conversation, "&direction=FromStart&startTimestamp=" + epochMillis);
    }

    public Uni<Void> endSession(Org org, AccessToken token, UUID conversation) {
        return delete(org, token, path(conversation) + "/session");
    }

    public Uni<Void> close(Org org, AccessToken token, UUID conversation) {
        return delete(org, token, path(conversation));
    }

    public Uni<Void> revoke(Org org, AccessToken token) {
        var url = org.url(API + "authorization/authenticated/access-token");
        return call(token, Request.of(HttpMethod.DELETE, url)).replaceWithVoid();
    }

    /**
     * Opens the stream of the token's subject. Emits when it is open; {@code events} and {@code end} are called on the
     * context of the subscription.
     */
    public Uni<EventStream> listen(
            Org org, AccessToken token, String lastEventId, Consumer<StreamEvent> events, Runnable end) {
        var request = Request.get(org.url("/eventrouter/v1/sse?_ts=" + clock.millis()))
                .header("Accept", "text/event-stream")
                .header("Cache-Control", "no-cache")
                .header("Authorization", "Bearer " + token.value())
                .header("X-Org-Id", org.orgId())
                .header("Last-Event-Id", lastEventId);
        return Uni.createFrom()
                .deferred(() -> UniHelper.toUni(opened(request, events, end)))
                .onFailure(failure -> !(failure instanceof VendorFailure))
                .transform(failure -> VendorFailure.of(Kind.UNCERTAIN, "No stream: " + failure.getMessage()));
    }

    /** A token of the data API and where that is. */
    public record DataAccess(String token, String instanceUrl) {

        /** Nothing of the token. */
        @Override
        public String toString() {
            return "DataAccess[" + instanceUrl + "]";
        }
    }

    public Uni<DataAccess> dataAccess(Org.OAuth oauth) {
        var form = "grant_type=client_credentials&client_id=" + encoded(oauth.clientId()) + "&client_secret="
                + encoded(oauth.clientSecret());
        var request = Request.post(oauth.tokenUrl()).body("application/x-www-form-urlencoded", Buffer.buffer(form));
        return exchanges
                .send(request)
                .onFailure(NoReply.class)
                .transform(failure -> VendorFailure.of(Kind.UNCERTAIN, "No OAuth token: " + failure.getMessage()))
                .map(reply -> {
                    var answer = reply.json().orElseGet(JsonObject::new);
                    if (!reply.isSuccess() || answer.getString("access_token") == null) {
                        throw failure(reply, "Salesforce gave no OAuth token");
                    }
                    return new DataAccess(answer.getString("access_token"), answer.getString("instance_url", ""));
                });
    }

    /** Writes what was said before into the record of the session. */
    public Uni<Void> writeTranscript(Org.OAuth oauth, String session, String transcript) {
        return dataAccess(oauth)
                .chain(access -> exchanges
                        .send(Request.of(
                                        HttpMethod.PATCH,
                                        access.instanceUrl() + "/services/data/v62.0/sobjects/MessagingSession/"
                                                + session)
                                .header("Authorization", "Bearer " + access.token())
                                .json(new JsonObject().put("Bot_Transcript__c", transcript)))
                        .onFailure(NoReply.class)
                        .transform(failure -> VendorFailure.of(Kind.UNCERTAIN, "No answer: " + failure.getMessage())))
                .map(reply -> {
                    if (!reply.isSuccess()) {
                        throw failure(reply, "The transcript was not taken");
                    }
                    return reply;
                })
                .replaceWithVoid();
    }

    private Uni<List<Entry>> entries(Org org, AccessToken token, UUID conversation, String which) {
        return call(token, Request.get(org.url(path(conversation) + "/entries?limit=" + PAGE + which)))
                .map(reply -> read(conversation, reply.json().orElseGet(JsonObject::new)));
    }

    private static List<Entry> read(UUID conversation, JsonObject answer) {
        var entries = new ArrayList<Entry>();
        if (answer.getValue("conversationEntries") instanceof JsonArray list) {
            for (var item : list) {
                try {
                    if (item instanceof JsonObject entry) {
                        entries.add(Entry.ofList(conversation.toString(), entry));
                    }
                } catch (IllegalArgumentException unreadable) {
                    LOG.warnf("An entry of %s cannot be read: %s", conversation, unreadable.getMessage());
                }
            }
        }
        entries.sort((a, b) -> Long.compare(a.at(), b.at()));
        return entries;
    }

    private Uni<Void> delete(Org org, AccessToken token, String path) {
        var url = org.url(path + "?esDeveloperName=" + encoded(org.deployment()));
        return call(token, Request.of(HttpMethod.DELETE, url)).replaceWithVoid();
    }

    private Future<EventStream> opened(Request request, Consumer<StreamEvent> events, Runnable end) {
        Promise<EventStream> promise = Promise.promise();
        var opening = exchanges.open(request);
        long timer = vertx.setTimer(
                OPEN_MS, tick -> promise.tryFail(VendorFailure.of(Kind.UNCERTAIN, "The stream did not open in time")));
        opening.onComplete(
                response -> {
                    vertx.cancelTimer(timer);
                    if (promise.future().isComplete()) {
                        response.request().reset();
                    } else if (response.statusCode() == 200) {
                        promise.complete(new EventStream(vertx, response, events, end));
                    } else {
                        refuse(promise, response);
                    }
                },
                failure -> {
                    vertx.cancelTimer(timer);
                    promise.tryFail(failure);
                });
        return promise.future();
    }

    private static void refuse(Promise<EventStream> promise, HttpClientResponse response) {
        response.request().reset();
        var reply = new Reply(response.statusCode(), response.headers(), Buffer.buffer());
        promise.fail(failure(reply, "The stream was refused"));
    }

    private Uni<Reply> call(AccessToken token, Request request) {
        return exchanges
                .send(request.header("Authorization", "Bearer " + token.value()))
                .onFailure(NoReply.class)
                .transform(failure -> VendorFailure.of(Kind.UNCERTAIN, "No answer: " + failure.getMessage()))
                .map(reply -> {
                    if (!reply.isSuccess()) {
                        throw failure(reply, request.method() + " was not done");
                    }
                    return reply;
                });
    }

    private static VendorFailure failure(Reply reply, String what) {
        int status = reply.status();
        return new VendorFailure(kind(status), status, retryAfter(reply), what + ": " + status);
    }

    private static Kind kind(int status) {
        return switch (status) {
            case 401 -> Kind.TOKEN;
            case 403, 404 -> Kind.LOST;
            case 409 -> Kind.DUPLICATE;
            case 412 -> Kind.ORG_FULL;
            case 417 -> Kind.NO_SESSION;
            case 429 -> Kind.BUSY;
            default -> status >= 500 || status < 400 ? Kind.UNCERTAIN : Kind.REFUSED;
        };
    }

    private static @Nullable Duration retryAfter(Reply reply) {
        var header = reply.headers().get("Retry-After");
        if (header == null || header.isBlank()) {
            return null;
        }
        Duration pause;
        try {
            pause = header.strip().matches("\\d{1,9}")
                    ? Duration.ofSeconds(Long.parseLong(header.strip()))
                    : Duration.between(
                            ZonedDateTime.now(ZoneOffset.UTC),
                            ZonedDateTime.parse(header.strip(), DateTimeFormatter.RFC_1123_DATE_TIME));
        } catch (DateTimeParseException unreadable) {
            return null;
        }
        return pause.isNegative() ? Duration.ZERO : pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    private static JsonObject message(Org org, JsonObject message, @Nullable Map<String, String> session) {
        return new JsonObject()
                .put("message", message)
                .put("esDeveloperName", org.deployment())
                .put("isNewMessagingSession", session != null)
                .put("routingAttributes", session == null ? new JsonObject() : attributes(session))
                .put("language", org.language());
    }

    private static JsonObject attributes(Map<String, String> attributes) {
        var json = new JsonObject();
        attributes.forEach(json::put);
        return json;
    }

    private static String path(UUID conversation) {
        return API + "conversation/" + conversation;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
