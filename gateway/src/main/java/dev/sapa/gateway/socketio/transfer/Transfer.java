package dev.sapa.gateway.socketio.transfer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import org.jspecify.annotations.Nullable;

/**
 * Whom to hand over.
 *
 * @param context as text; what is no text in the body, such as a list of messages, is kept as the JSON it is
 */
record Transfer(String userId, String companyId, @Nullable String context) {

    private static final ObjectReader JSON = new ObjectMapper().reader(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** Fails with 400 for a body that does not say who. */
    static Transfer of(@Nullable String body) {
        var said = objectIn(body);
        var context = said.path("context");
        return new Transfer(
                required(said, "user_id"),
                required(said, "company_id"),
                context.isMissingNode() || context.isNull()
                        ? null
                        : context.isTextual() ? context.asText() : context.toString());
    }

    private static JsonNode objectIn(@Nullable String body) {
        try {
            var said = JSON.readTree(body == null || body.isBlank() ? "{}" : body);
            if (said.isObject()) {
                return said;
            }
        } catch (JsonProcessingException unreadable) {
            throw Refusal.invalid("the body is not JSON");
        }
        throw Refusal.invalid("the body is not a JSON object");
    }

    /** Numbers are names, too. */
    private static String required(JsonNode said, String name) {
        var value = said.path(name);
        var text =
                value.isTextual() || value.isIntegralNumber() ? value.asText().strip() : "";
        if (text.isEmpty()) {
            throw Refusal.invalid("missing required field: " + name);
        }
        return text;
    }
}
