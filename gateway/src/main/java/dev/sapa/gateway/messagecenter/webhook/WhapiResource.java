package dev.sapa.gateway.messagecenter.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sapa.gateway.limit.Limit;
import dev.sapa.gateway.limit.RateLimiter;
import dev.sapa.gateway.messagecenter.CenterCalls;
import dev.sapa.gateway.messagecenter.CenterProblem;
import dev.sapa.gateway.messagecenter.CenterSettings;
import dev.sapa.gateway.messagecenter.chat.Mode;
import dev.sapa.gateway.upstream.Call;
import dev.sapa.gateway.upstream.Service;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Messages of customers, as a WhatsApp gateway delivers them; a repeat of one changes nothing. */
@Path("/webhook/whapi")
@Consumes(MediaType.WILDCARD)
class WhapiResource {

    private static final String TOKEN = "X-Webhook-Token";
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final CenterCalls services;
    private final CenterSettings settings;
    private final RateLimiter limits;
    private final ObjectMapper json;

    WhapiResource(CenterCalls services, CenterSettings settings, RateLimiter limits, ObjectMapper json) {
        this.services = services;
        this.settings = settings;
        this.limits = limits;
        this.json = json;
    }

    /** Chat-service's incoming message. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Incoming(
            @Nullable String messageId,
            String phone,
            @Nullable String name,
            String text) {}

    /** What became of the delivery. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Receipt(
            String status,
            @Nullable String reason,
            @Nullable String mode,
            @Nullable Boolean botReplied,
            @Nullable Long chatId) {

        static Receipt ignored(String reason) {
            return new Receipt("ignored", reason, null, null, null);
        }

        static Receipt of(JsonNode taken) {
            var conversation = taken.path("conversation");
            var mode = Mode.of(conversation);
            return new Receipt(
                    "ok",
                    null,
                    mode,
                    "bot".equals(mode) ? taken.path("bot_replied").asBoolean() : null,
                    conversation.path("number").asLong());
        }
    }

    @POST
    public Uni<Receipt> deliver(@Nullable String body, @Context RoutingContext http) {
        requireToken(http.request().getHeader(TOKEN));
        var message = parsed(body).path("messages").path(0);
        if (!message.isObject()) {
            return Uni.createFrom().item(Receipt.ignored("no messages"));
        }
        var phone = phone(first(message, "from", "sender"));
        var text = message.path("text").isObject()
                ? first(message.path("text"), "body")
                : first(message, "body", "message", "text");
        if (phone == null || text == null) {
            return Uni.createFrom().item(Receipt.ignored("missing sender or text"));
        }
        var incoming =
                new Incoming(first(message, "id", "message_id"), phone, first(message, "from_name", "pushname"), text);
        var call = Call.post(Service.CHAT, "/channels/whatsapp/messages")
                .json(incoming)
                .within(PATIENCE);
        return limits.require(Limit.MESSAGE, "whapi:" + phone)
                .chain(() -> services.callAsService(incoming.messageId() == null ? call : call.asRepeatable(), http))
                .map(Receipt::of);
    }

    /** The same; some gateways add the name of the event to the address. */
    @POST
    @Path("/messages")
    public Uni<Receipt> deliverMessages(@Nullable String body, @Context RoutingContext http) {
        return deliver(body, http);
    }

    /** The demo asks for none, but a wrong one is wrong there too. */
    private void requireToken(@Nullable String shown) {
        if (shown == null || shown.isEmpty()) {
            if (!settings.demo()) {
                throw CenterProblem.notAuthenticated();
            }
            return;
        }
        var expected = settings.webhookToken().orElse("");
        if (expected.isEmpty()
                || !MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8))) {
            throw CenterProblem.of("credential-refused", 401, "Invalid webhook token")
                    .build();
        }
    }

    private JsonNode parsed(@Nullable String body) {
        try {
            var read = body == null || body.isBlank() ? null : json.readTree(body);
            if (read != null) {
                return read;
            }
        } catch (JsonProcessingException unreadable) {
            throw invalid();
        }
        throw invalid();
    }

    private static RuntimeException invalid() {
        return CenterProblem.of("invalid-json", 400, "invalid json").build();
    }

    /** The first of the fields that says anything. */
    private static @Nullable String first(JsonNode object, String... fields) {
        for (var field : fields) {
            var value = object.path(field);
            if (value.isValueNode() && !value.isNull() && !value.asText().isBlank()) {
                return value.asText();
            }
        }
        return null;
    }

    /** Without what a messenger adds, as in {@code 62812@s.whatsapp.net}; null when it has no digits. */
    private static @Nullable String phone(@Nullable String sender) {
        var number = sender == null ? "" : sender.replaceFirst("@.*", "").strip();
        return number.chars().anyMatch(Character::isDigit) ? number : null;
    }
}
