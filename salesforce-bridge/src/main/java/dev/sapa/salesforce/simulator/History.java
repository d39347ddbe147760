package dev.sapa.salesforce.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tells Salesforce what a customer and a bot have said before. */
@ApplicationScoped
class History {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SAMPLE = "/simulator/sample-conversation.json";
    private static final String VERSION = "v62.0";

    private final SimulatorSettings settings;
    private final VendorClient vendor;
    private final ProgressService progress;
    private final Clock clock;

    History(SimulatorSettings settings, VendorClient vendor, ProgressService progress, Clock clock) {
        this.settings = settings;
        this.vendor = vendor;
        this.progress = progress;
        this.clock = clock;
    }

    Uni<Map<String, Object>> oauthToken() {
        var url = settings.oauthTokenUrl().orElseThrow(() -> SimulatorFailure.broken("OAUTH_TOKEN_URL is not set."));
        var form = Map.of(
                "grant_type",
                "client_credentials",
                "client_id",
                settings.oauthClientId().orElse(""),
                "client_secret",
                settings.oauthClientSecret().orElse(""));
        return vendor.call(VendorCall.post(url).form(form))
                .map(answer -> answer.expect(200))
                .map(answer -> {
                    var success = Simulation.success();
                    for (var field : new String[] {"access_token", "token_type", "instance_url", "scope"}) {
                        success.put(
                                field,
                                answer.body().path(field).isTextual()
                                        ? answer.body().path(field)
                                        : null);
                    }
                    return success;
                });
    }

    /** Establishes the conversation and attaches its newest words. */
    Uni<Map<String, Object>> send(Browser browser, JsonNode request, @Nullable String oauthToken) {
        var token = require(oauthToken, "OAuth token is required. Please generate OAuth token first.");
        var conversation = conversation(request);
        return progress.of(browser).chain(reached -> {
            var channel = channel(request, reached);
            var entries = new HistoryEntries(
                    conversation,
                    reached.subject(),
                    Long.toString(clock.instant().toEpochMilli()));
            var establish = JsonNodeFactory.instance.objectNode().put("channelAddressIdentifier", channel);
            establish.set("participants", entries.people());
            return vendor.call(interaction("/api/v1/conversation", token).json(establish))
                    .map(answer -> answer.expect(200, 201))
                    .chain(established -> attach(channel, entries, established.body(), token));
        });
    }

    private Uni<Map<String, Object>> attach(
            String channel, HistoryEntries entries, JsonNode established, String token) {
        var session = established.path("messagingSessionId").asText();
        var body = JsonNodeFactory.instance.objectNode().put("channelAddressIdentifier", channel);
        body.set("conversationParticipants", entries.participants());
        var sent = entries.entries();
        body.set("conversationEntries", sent);
        messagingSession(body, session, entries.now());
        return vendor.call(interaction("/api/v1/conversationHistory", token).json(body))
                .map(answer -> answer.expect(200, 201, 202))
                .map(answer -> {
                    var success = Simulation.success();
                    success.put(
                            "messagingSessionId",
                            answer.body().path("messagingSessionId").asText(session));
                    success.put("message", "Conversation history sent successfully");
                    success.put("entriesSent", sent.size());
                    success.put("response", answer.body().isMissingNode() ? null : answer.body());
                    success.put(
                            "conversationIdentifier",
                            established.path("conversationIdentifier").asText(null));
                    success.put("establishedMessagingSessionId", session.isEmpty() ? null : session);
                    return success;
                });
    }

    private static void messagingSession(ObjectNode body, String session, String now) {
        var messaging = body.putObject("messagingSession");
        if (session.isEmpty()) {
            messaging.put("messagingSessionRequestType", "EstablishMessagingSession");
            messaging.putObject("payload").put("startTime", now);
        } else {
            messaging.put("messagingSessionRequestType", "AttachMessagingSession");
            messaging.putObject("payload").put("sessionId", session);
        }
    }

    /** Writes the transcript into a field of the session's record. */
    Uni<Map<String, Object>> sendToRecord(JsonNode request, @Nullable String oauthToken) {
        var token = require(oauthToken, "OAuth token is required. Please generate OAuth token first.");
        var instance = require(request.path("instanceUrl").asText(null), "instanceUrl is required.");
        var session = require(request.path("messagingSessionId").asText(null), "messagingSessionId is required.");
        var transcript = Transcript.of(conversation(request));
        requireOurs(instance);
        var url = instance.replaceFirst("/+$", "") + "/services/data/" + VERSION + "/sobjects/MessagingSession/"
                + VendorCall.encoded(session);
        var body = JsonNodeFactory.instance.objectNode().put("Bot_Transcript__c", transcript);
        return vendor.call(VendorCall.of(HttpMethod.PATCH, url).bearer(token).json(body))
                .map(answer -> answer.expect(200, 204))
                .map(answer -> {
                    var success = Simulation.success();
                    success.put("message", "Transcript sent successfully");
                    success.put("messagingSessionId", session);
                    success.put("transcriptLength", transcript.length());
                    return success;
                });
    }

    /** The conversation that comes with the simulator. */
    Map<String, Object> sample() {
        try (var content = History.class.getResourceAsStream(SAMPLE)) {
            if (content == null) {
                throw new SimulatorFailure(404, "Sample conversation file not found.", null);
            }
            var success = Simulation.success();
            success.put("conversation", JSON.readTree(content));
            return success;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private VendorCall interaction(String path, String token) {
        return VendorCall.post(settings.scrtBase() + path)
                .bearer(token)
                .header("OrgId", settings.orgId())
                .header("RequestId", UUID.randomUUID().toString())
                .header("AuthorizationContext", settings.esDeveloperName());
    }

    /** The address comes from the caller: it must not lead anywhere else than to the account of the settings. */
    private void requireOurs(String instance) {
        var host = host(instance);
        if (host == null || !(host.endsWith(".salesforce.com") || host.equals(host(settings.scrtBase())))) {
            throw SimulatorFailure.refused(
                    "instanceUrl must be the address of your org, as the OAuth token's answer says.");
        }
    }

    private static @Nullable String host(String url) {
        try {
            return URI.create(url).getHost();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static JsonNode conversation(JsonNode request) {
        var conversation = request.has("messages") ? request : request.path("conversation");
        if (!conversation.path("messages").isArray()
                || conversation.path("messages").isEmpty()) {
            throw SimulatorFailure.refused("Conversation data is required.");
        }
        return conversation;
    }

    private String channel(JsonNode request, Progress reached) {
        var given = request.path("channelAddressIdentifier").asText("");
        var known = reached.channelAddress();
        return !given.isEmpty() ? given : known == null ? settings.esDeveloperName() : known;
    }

    private static String require(@Nullable String value, String complaint) {
        if (value == null || value.isBlank()) {
            throw SimulatorFailure.refused(complaint);
        }
        return value;
    }
}
