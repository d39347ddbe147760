package dev.sapa.salesforce.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What can be done at the simulator: each step is one call to the chat API and what is remembered of its answer. */
@ApplicationScoped
class Simulation {

    private static final String API = "/iamessage/api/v2";
    private static final String CHANNEL = "embedded_messaging";
    private static final String PLATFORM_KEY = "web-simulator";
    private static final String LANGUAGE = "en_US";
    private static final int MOST_BYTES = 5 * 1024 * 1024;

    private final SimulatorSettings settings;
    private final VendorClient vendor;
    private final ProgressService progress;
    private final Clock clock;

    Simulation(SimulatorSettings settings, VendorClient vendor, ProgressService progress, Clock clock) {
        this.settings = settings;
        this.vendor = vendor;
        this.progress = progress;
        this.clock = clock;
    }

    /** A token for the end user of that name, vouched for with the key. */
    Uni<Map<String, Object>> verifiedToken(Browser browser, String subject) {
        return Uni.createFrom()
                .item(() -> IdentityToken.make(
                        settings.jwkPath(), settings.kid(), settings.scrtBase(), subject, clock.instant()))
                // Reads a file.
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .chain(identity -> {
                    var body = tokenRequest()
                            .put("authorizationType", "JWT")
                            .put("customerIdentityToken", identity.text());
                    return token(browser, "authenticated", body).map(answer -> {
                        answer.put("jwt_generated", identity.shown());
                        return answer;
                    });
                });
    }

    /** A token for somebody nobody vouches for. */
    Uni<Map<String, Object>> guestToken(Browser browser) {
        return token(browser, "unauthenticated", tokenRequest());
    }

    private ObjectNode tokenRequest() {
        var body = JsonNodeFactory.instance.objectNode();
        body.put("orgId", settings.orgId())
                .put("esDeveloperName", settings.esDeveloperName())
                .put("capabilitiesVersion", "1")
                .put("platform", "Web");
        body.putObject("context").put("appName", "EnhancedChatSimulator").put("clientVersion", "1.0");
        return body;
    }

    private Uni<Map<String, Object>> token(Browser browser, String kind, ObjectNode body) {
        return vendor.call(VendorCall.post(api("/authorization/" + kind + "/access-token"))
                        .json(body))
                .map(answer -> answer.expect(200))
                .chain(answer -> progress.of(browser)
                        .map(before -> before.withToken(
                                answer.body().path("accessToken").asText(),
                                text(answer.body().path("lastEventId")),
                                text(answer.body()
                                        .at(
                                                "/context/configuration/embeddedServiceConfig/embeddedServiceMessagingChannel"
                                                        + "/channelAddressIdentifier")),
                                text(answer.body().at("/context/endUser/subject"))))
                        .chain(after -> progress.save(browser, after).replaceWith(tokenAnswer(kind, after, answer))));
    }

    private static Map<String, Object> tokenAnswer(String kind, Progress reached, VendorAnswer answer) {
        var success = success();
        success.put("data", answer.body());
        var subject = reached.subject();
        if (kind.equals("authenticated") && subject != null && subject.contains("/ANON/")) {
            success.put(
                    "warning",
                    "The identity token was not accepted and the answer stands for an anonymous end user: check KID, the"
                            + " issuer and the clock.");
        }
        return success;
    }

    Uni<Map<String, Object>> createConversation(Browser browser, JsonNode request) {
        var conversation = UUID.randomUUID();
        var body = JsonNodeFactory.instance.objectNode();
        body.put("conversationId", conversation.toString())
                .put("esDeveloperName", settings.esDeveloperName())
                .put("language", request.path("language").asText(LANGUAGE));
        if (request.path("routingAttributes").isObject()
                && !request.path("routingAttributes").isEmpty()) {
            body.set("routingAttributes", request.path("routingAttributes"));
        }
        return progress.of(browser).chain(reached -> vendor.call(VendorCall.post(api("/conversation"))
                        .bearer(reached.token())
                        .json(body))
                .map(answer -> answer.expect(200, 201))
                .chain(answer -> progress.save(
                                browser,
                                reached.withConversation(
                                        conversation, text(answer.body().path("channelAddressIdentifier"))))
                        .replaceWith(() -> {
                            var success = success();
                            success.put("conversationId", conversation.toString());
                            success.put("message", "Conversation created successfully");
                            success.put("status_code", answer.status());
                            success.put("response", shown(answer));
                            return success;
                        })));
    }

    Uni<Map<String, Object>> status(Browser browser) {
        return progress.of(browser).map(reached -> {
            var answer = new LinkedHashMap<String, Object>();
            answer.put("has_access_token", reached.accessToken() != null);
            answer.put("has_conversation", reached.conversationId() != null);
            answer.put("conversation_id", reached.conversationId());
            return answer;
        });
    }

    Uni<Map<String, Object>> sendMessage(Browser browser, JsonNode request) {
        var message = UUID.randomUUID().toString();
        return progress.of(browser).chain(reached -> {
            var conversation = reached.conversation();
            var text = request.path("text").asText("").strip();
            if (text.isEmpty()) {
                throw SimulatorFailure.refused("Message text cannot be empty.");
            }
            var body = JsonNodeFactory.instance.objectNode();
            var content = body.putObject("message");
            content.put("id", message).put("messageType", "StaticContentMessage");
            content.putObject("staticContent").put("formatType", "Text").put("text", text);
            body.put("esDeveloperName", settings.esDeveloperName()).put("language", LANGUAGE);
            return vendor.call(VendorCall.post(of(conversation, "/message"))
                            .bearer(reached.token())
                            .json(body))
                    .map(answer -> answer.expect(200, 202))
                    .map(answer -> {
                        var success = success();
                        success.put("message", "Message sent successfully");
                        success.put("messageId", message);
                        success.put("responseData", shown(answer));
                        return success;
                    });
        });
    }

    /** A file as the form brought it. */
    record Attached(String name, String contentType, Buffer content) {}

    Uni<Map<String, Object>> sendFile(Browser browser, @Nullable Attached file, @Nullable String caption) {
        return progress.of(browser).chain(reached -> {
            var conversation = reached.conversation();
            var attached = require(file);
            var message = UUID.randomUUID().toString();
            var fileId = UUID.randomUUID().toString();
            var entry = JsonNodeFactory.instance.objectNode();
            var content =
                    entry.put("esDeveloperName", settings.esDeveloperName()).putObject("message");
            content.put("id", message).put("fileId", fileId);
            if (caption != null && !caption.isBlank()) {
                content.put("text", caption.strip());
            }
            entry.put("language", LANGUAGE);
            return vendor.call(VendorCall.post(of(conversation, "/file"))
                            .bearer(reached.token())
                            .multipart(
                                    "messageEntry", entry, attached.name(), attached.contentType(), attached.content()))
                    .map(answer -> answer.expect(200, 202))
                    .map(answer -> {
                        var success = success();
                        success.put("message", "File sent successfully");
                        success.put("messageId", message);
                        success.put("fileId", fileId);
                        success.put("filename", attached.name());
                        success.put("fileSize", attached.content().length());
                        success.put("responseData", shown(answer));
                        return success;
                    });
        });
    }

    private static Attached require(@Nullable Attached file) {
        if (file == null) {
            throw SimulatorFailure.refused("No file uploaded.");
        }
        if (file.name().isBlank()) {
            throw SimulatorFailure.refused("No file selected.");
        }
        if (file.content().length() > MOST_BYTES) {
            throw SimulatorFailure.refused("File too large. At most 5 MB can be sent.");
        }
        return file;
    }

    Uni<Map<String, Object>> typing(Browser browser, JsonNode request) {
        return progress.of(browser).chain(reached -> {
            var conversation = reached.conversation();
            var type = request.path("entryType").asText();
            if (!type.equals("TypingStartedIndicator") && !type.equals("TypingStoppedIndicator")) {
                throw SimulatorFailure.refused(
                        "Invalid entryType. It must be TypingStartedIndicator or TypingStoppedIndicator.");
            }
            var indicator = UUID.randomUUID().toString();
            var body =
                    JsonNodeFactory.instance.objectNode().put("entryType", type).put("id", indicator);
            return vendor.call(VendorCall.post(of(conversation, "/entry"))
                            .bearer(reached.token())
                            .json(body))
                    .map(answer -> answer.expect(200, 202))
                    .map(answer -> {
                        var success = success();
                        success.put("message", "Typing indicator sent successfully");
                        success.put("entryType", type);
                        success.put("indicatorId", indicator);
                        return success;
                    });
        });
    }

    Uni<Map<String, Object>> closeConversation(Browser browser) {
        return progress.of(browser).chain(reached -> delete(reached, "")
                .chain(() -> progress.save(browser, reached.withoutConversation()))
                .replaceWith(() -> said("Conversation closed successfully")));
    }

    Uni<Map<String, Object>> endSession(Browser browser) {
        return progress.of(browser)
                .chain(reached -> delete(reached, "/session"))
                .replaceWith(() -> said("Session ended successfully"));
    }

    private Uni<VendorAnswer> delete(Progress reached, String part) {
        var conversation = reached.conversation();
        var url = of(conversation, part) + "?esDeveloperName=" + VendorCall.encoded(settings.esDeveloperName());
        return vendor.call(VendorCall.of(HttpMethod.DELETE, url).bearer(reached.token()))
                .map(answer -> answer.expect(200, 204));
    }

    Uni<Map<String, Object>> conversations(Browser browser, String inclClosed, String limit) {
        return fetch(
                browser,
                "/conversation/list?inclClosedConvs=" + VendorCall.encoded(inclClosed) + "&limit="
                        + VendorCall.encoded(limit));
    }

    Uni<Map<String, Object>> entries(Browser browser, String conversation, String limit, String direction) {
        return fetch(
                browser,
                "/conversation/" + VendorCall.encoded(conversation.toLowerCase(Locale.ROOT)) + "/entries?limit="
                        + VendorCall.encoded(limit) + "&direction=" + VendorCall.encoded(direction));
    }

    private Uni<Map<String, Object>> fetch(Browser browser, String path) {
        return progress.of(browser)
                .chain(reached -> vendor.call(VendorCall.get(api(path)).bearer(reached.token())))
                .map(answer -> answer.expect(200))
                .map(answer -> {
                    var success = success();
                    success.put("data", answer.body());
                    return success;
                });
    }

    /** What the page needs to listen to the events itself. */
    Uni<Map<String, Object>> eventSource(Browser browser) {
        return progress.of(browser).map(reached -> {
            var conversation = reached.conversation();
            var query = new LinkedHashMap<String, Object>();
            query.put("channelType", CHANNEL);
            query.put("channelAddressIdentifier", reached.channelAddress() == null ? "" : reached.channelAddress());
            query.put("conversationId", conversation.toString());
            query.put("channelPlatformKey", PLATFORM_KEY);
            var success = success();
            success.put("sse_url", settings.scrtBase() + "/eventrouter/v1/sse");
            success.put("access_token", reached.token());
            success.put("org_id", settings.orgId());
            success.put("last_event_id", reached.lastEventId());
            success.put("query_params", query);
            return success;
        });
    }

    /** An answer that begins well. */
    static Map<String, Object> success() {
        var answer = new LinkedHashMap<String, Object>();
        answer.put("success", true);
        return answer;
    }

    private static Map<String, Object> said(String message) {
        var success = success();
        success.put("message", message);
        return success;
    }

    private static JsonNode shown(VendorAnswer answer) {
        return answer.body().isMissingNode() ? JsonNodeFactory.instance.objectNode() : answer.body();
    }

    private String api(String path) {
        return settings.scrtBase() + API + path;
    }

    private String of(UUID conversation, String part) {
        return api("/conversation/" + conversation + part);
    }

    private static @Nullable String text(JsonNode node) {
        return node.isValueNode() && !node.isNull() && !node.asText().isEmpty() ? node.asText() : null;
    }
}
